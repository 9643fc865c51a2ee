"""`multiprocessing.Pool`, which replaces each of its processes that ends."""
import gc
from multiprocessing.pool import TERMINATE, Pool, ThreadPool

PATIENCE = 1.0  # seconds for a pool's own thread


def end():
    """Has the pools of processes start no others, and refuse further work."""
    for each in gc.get_objects():
        kind = type(each)
        if issubclass(kind, Pool) and not issubclass(kind, ThreadPool):
            each._terminate.cancel()  # it would wait for locks that the processes hold when they are ended
            each._state = each._worker_handler._state = TERMINATE
            each._task_handler._state = each._result_handler._state = TERMINATE
            each._change_notifier.put(None)
            each._worker_handler.join(PATIENCE)
