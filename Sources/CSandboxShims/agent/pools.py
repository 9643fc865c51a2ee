"""`multiprocessing.Pool`, which replaces each of its processes that ends."""
import gc
from multiprocessing.pool import TERMINATE, Pool, ThreadPool

PATIENCE = 1.0  # seconds for a pool's own thread


def end():
    """Has the pools of processes start no others, and refuse further work."""
    for each in gc.get_objects():
        kind = type(each)
        if issubclass(kind, Pool) and not issubclass(kind, ThreadPool):
            try:
                _end(each)
            except Exception:  # the code has changed it
                pass


def _end(pool):
    pool._state = pool._worker_handler._state = TERMINATE
    pool._task_handler._state = pool._result_handler._state = TERMINATE
    pool._change_notifier.put(None)
    pool._worker_handler.join(PATIENCE)
    pool._terminate.cancel()  # it would wait for locks that the processes hold when they are ended
