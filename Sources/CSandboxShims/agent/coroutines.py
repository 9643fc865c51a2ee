"""Top-level `await`."""
import asyncio
import inspect
from _contextvars import copy_context

from .loops import loop_of


def run(executor, parts):
    """Runs a cell's code, in which something is awaited; gives the value of the last part."""
    loop = loop_of(executor)
    task = loop.create_task(_in_turn(parts, executor.namespace))
    try:
        return loop.run_until_complete(task)
    except BaseException:
        if not task.done():  # it was interrupted
            task.cancel()
            try:
                loop.run_until_complete(task)
            except BaseException:
                pass
        raise


async def _in_turn(parts, namespace):
    value = None
    for part in parts:
        value = eval(part, namespace)
        if part.co_flags & inspect.CO_COROUTINE:
            value = await value
    return value


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
