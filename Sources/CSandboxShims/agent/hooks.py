"""Acts on modules when they are first imported, so that nothing is imported for their sake."""
import sys

_actions = {}


def after_import(name, action):
    """Calls `action(module)` once the module is there."""
    module = sys.modules.get(name)
    if module is None:
        _actions.setdefault(name, []).append(action)
    else:
        action(module)


class Watcher:
    """First on the path of finders; steps aside for all but the awaited modules."""

    def find_spec(self, name, path=None, target=None):
        if name not in _actions:
            return None
        for finder in sys.meta_path:
            if finder is not self and hasattr(finder, "find_spec"):
                spec = finder.find_spec(name, path, target)
                if spec is not None:
                    if hasattr(spec.loader, "exec_module"):
                        spec.loader = Loader(spec.loader)
                    return spec
        return None


class Loader:
    """The module's own loader, with the actions after it."""

    def __init__(self, loader):
        self.loader = loader

    def __getattr__(self, name):
        return getattr(self.loader, name)

    def exec_module(self, module):
        module.__spec__.loader = module.__loader__ = self.loader
        self.loader.exec_module(module)
        for action in _actions.pop(module.__name__, ()):
            action(module)


def install():
    if not any(isinstance(finder, Watcher) for finder in sys.meta_path):
        sys.meta_path.insert(0, Watcher())
