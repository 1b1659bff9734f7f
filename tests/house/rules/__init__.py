"""The rules of the house: each takes the root of a tree and names its breaches, none when kept."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from tests.house.rules import colours, doors, imports, kinds, names, purity, sizes, templates, words

Rule = Callable[[Path], list[str]]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.__name__: rule
        for rule in (
            colours.colours_are_tokens,
            colours.colours_can_be_told_apart,
            colours.tokens_used_are_declared,
            doors.every_view_names_its_readers,
            imports.actions_never_commit,
            imports.imports_stand_at_the_top,
            imports.pages_know_no_sql,
            imports.queries_change_nothing,
            imports.the_time_is_passed_in,
            kinds.actions_know_no_tool,
            kinds.modules_ask_what_stands_before_them,
            kinds.nouns_are_declared,
            names.blueprints_are_called_blueprint,
            names.columns_are_called_what_they_hold,
            names.functions_are_called_what_they_do,
            names.migrations_are_dated_sentences,
            names.nothing_is_a_drawer,
            names.nothing_is_left_for_later,
            purity.pure_modules_ask_pure_ones,
            purity.pure_modules_reach_for_nothing,
            sizes.functions_stay_short,
            sizes.functions_take_few_values,
            sizes.modules_stay_short,
            sizes.views_ask_act_answer,
            templates.every_page_has_title_and_heading,
            templates.every_shell_names_its_language,
            templates.every_template_is_used,
            templates.every_template_named_stands,
            templates.nothing_is_called_safe,
            templates.nothing_is_inline,
            templates.templates_reach_for_nothing,
            words.every_sentence_is_translated,
            words.files_speak_of_the_project_alone,
        )
    }
)
