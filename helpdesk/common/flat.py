"""Flat templates: drawn as fast as a format string, for what stands on a page twenty-five times.

A flat template is a file like any other, but holds only text, names (`{{ title }}`), plain conditions
(`{% if is_late %} … {% else %} … {% endif %}`), and tags whose arguments are all constants (`{% icon "hand" %}`,
`{% translate "View" %}`). It is put together once per process and language; drawing a row of the queue takes 10 µs
where Django's own way through the same file takes 200 (docs/performance.md). What it shows is escaped as everywhere.
"""

from functools import cache

from django.template import Context
from django.template.base import TextNode, VariableNode
from django.template.defaulttags import CommentNode, IfNode, LoadNode, TemplateLiteral
from django.template.library import SimpleNode
from django.template.loader import get_template
from django.templatetags.i18n import TranslateNode
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language


class NotFlat(Exception):
    """The template holds what a flat one may not; the message names it."""


class _Name(str):
    """Stands for a value."""

    __slots__ = ()


class _Choice(tuple):
    """(name, parts where it is true, parts where it is not)."""

    __slots__ = ()


def draw(template_name, values):
    """Draw a flat template with these values (a mapping; a name that lacks is a KeyError). Safe HTML."""
    pieces = []
    _draw(_parts_of(template_name, get_language()), values, pieces.append)
    return mark_safe("".join(pieces))  # noqa: S308  (text of templates, and escaped values)


def _draw(parts, values, add):
    for part in parts:
        kind = type(part)
        if kind is str:
            add(part)
        elif kind is _Name:
            add(conditional_escape(values[part]))
        else:
            name, yes, no = part
            _draw(yes if values[name] else no, values, add)


@cache
def _parts_of(template_name, language):
    # Constants are said in the language of the moment, which is the second part of the key.
    return _joined(_parts(get_template(template_name).template.nodelist))


def _parts(nodes):
    for node in nodes:
        match node:
            case TextNode():
                yield "".join((node.s,))  # a plain text, whatever kind of text it was
            case VariableNode():
                yield _name(node.filter_expression)
            case IfNode():
                yield _choice(node.conditions_nodelists)
            case TranslateNode() | SimpleNode():
                yield _constant(node)
            case CommentNode() | LoadNode():
                pass
            case _:
                raise NotFlat(f"{type(node).__name__} at line {node.token.lineno}")


def _name(expression):
    lookups = getattr(expression.var, "lookups", None)
    if expression.filters or not lookups or len(lookups) > 1:
        raise NotFlat(f"{{{{ {expression.token} }}}}: only a plain name")
    return _Name(lookups[0])


def _choice(branches):
    (condition, yes), *rest = branches
    if type(condition) is not TemplateLiteral or len(rest) > 1 or any(other is not None for other, _nodes in rest):
        raise NotFlat("if: only one plain name, with or without else")
    return _Choice((_name(condition.value), _joined(_parts(yes)), _joined(_parts(rest[0][1])) if rest else ()))


def _constant(node):
    said = [node.filter_expression] if isinstance(node, TranslateNode) else [*node.args, *node.kwargs.values()]
    if any(getattr(expression.var, "lookups", None) for expression in said) or getattr(node, "takes_context", False):
        raise NotFlat(f"{type(node).__name__}: only constants")
    return "".join((node.render(Context()),))


def _joined(parts):
    """Neighbouring texts as one."""
    joined = []
    for part in parts:
        if type(part) is str and joined and type(joined[-1]) is str:
            joined[-1] += part
        else:
            joined.append(part)
    return tuple(joined)
