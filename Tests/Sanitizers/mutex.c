// To be preloaded into tests under the thread sanitizer, by Scripts/sanitize.
//
// The quick paths of the standard library's `Mutex` are inlined, and instrumented with the code that uses them. What is done where two
// threads meet is not (6.3): without this, each thing that is handed over behind a contended lock would be called a race.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define CONTEXT __attribute__((swift_context))
#define SWIFT __attribute__((swiftcall))

void __tsan_acquire(void *) __attribute__((weak));
void __tsan_release(void *) __attribute__((weak));

// Synchronization._MutexHandle._lockSlow(UInt32), _unlockSlow()
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

SWIFT void lock_slowly(uint32_t thread, CONTEXT void *mutex) __asm__(LOCK);
SWIFT void unlock_slowly(CONTEXT void *mutex) __asm__(UNLOCK);

SWIFT void lock_slowly(uint32_t thread, CONTEXT void *mutex) {
    ((__typeof__(lock_slowly) *)dlsym(RTLD_NEXT, LOCK))(thread, mutex);
    if (__tsan_acquire) __tsan_acquire(mutex);
}

SWIFT void unlock_slowly(CONTEXT void *mutex) {
    if (__tsan_release) __tsan_release(mutex);
    ((__typeof__(unlock_slowly) *)dlsym(RTLD_NEXT, UNLOCK))(mutex);
}
