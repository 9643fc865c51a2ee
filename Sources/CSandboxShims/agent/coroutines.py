"""Top-level `await`: one event loop that lives as long as the worker."""
import asyncio
from _contextvars import copy_context


def run(loop, coroutine):
    """The loop, made when first needed, and the coroutine's value."""
    if loop is None or loop.is_closed():
        loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    task = loop.create_task(coroutine)
    try:
        return loop, loop.run_until_complete(task)
    except BaseException:
        if not task.done():
            task.cancel()
            try:
                loop.run_until_complete(task)
            except BaseException:
                pass
        raise


def run_until_readable(loop, descriptor):
    """Lets tasks of earlier cells run on until a command comes."""
    if loop.is_closed() or loop.is_running() or not asyncio.all_tasks(loop):
        return
    readable = loop.create_future()
    loop.add_reader(descriptor, lambda: readable.done() or readable.set_result(None))
    try:
        copy_context().run(loop.run_until_complete, readable)
    finally:
        loop.remove_reader(descriptor)
