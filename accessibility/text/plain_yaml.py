"""YAML whose values are the words that were typed: neither "No" nor "1.10" is anything else."""

from typing import Any

import yaml

READ = ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")


class WordsLoader(yaml.SafeLoader):
    """Reads every plain value as words or nothing, and no aliases."""

    yaml_implicit_resolvers = {
        first: [(tag, shape) for tag, shape in resolvers if tag in READ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):  # a few lines of them stand for millions of values
            mark = self.peek_event().start_mark
            raise yaml.MarkedYAMLError(problem="aliases are not read", problem_mark=mark)
        return super().compose_node(parent, index)


def load(source: str) -> Any:
    """The values of a YAML text. Raises yaml.YAMLError and ValueError."""
    return yaml.load(source, Loader=WordsLoader)  # noqa: S506 (it is a safe loader)
