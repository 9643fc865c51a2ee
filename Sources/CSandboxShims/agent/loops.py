"""The event loop that cells share; it lives as long as the worker."""
from _thread import get_ident


def loop_of(executor):
    """Makes it where code has closed it, and sets it where code has set another."""
    import asyncio
    if executor.loop is None or executor.loop.is_closed():
        executor.loop = asyncio.new_event_loop()
    asyncio.set_event_loop(executor.loop)
    return executor.loop


def share(asyncio, executor):
    """Tasks can be begun where no loop runs: theirs does once their cell has ended."""
    create = asyncio.create_task

    def create_task(coro, **options):
        if asyncio._get_running_loop() is None and get_ident() == executor.interrupts.main:
            return loop_of(executor).create_task(coro, **options)
        return create(coro, **options)

    create_task.__doc__ = create.__doc__
    asyncio.create_task = asyncio.tasks.create_task = create_task
    loop_of(executor)
