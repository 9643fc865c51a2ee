#include "CSandboxShims.h"

#include <string.h>

uint64_t sandbox_agent_digest(void) {
    uint64_t digest = 0xcbf29ce484222325;
    const struct sandbox_embedded_file *module;
    // Eight bytes at a time: this runs at every start.
    for (size_t index = 0; (module = sandbox_agent_module_at(index)); index++)
        for (size_t at = 0; at < module->count; at += 8) {
            uint64_t word = 0;
            memcpy(&word, module->source + at, module->count - at < 8 ? module->count - at : 8);
            digest = (digest ^ word) * 0x100000001b3;
            digest ^= digest >> 32;
        }
    return digest;
}
