"""Small wrong changes to an answer, one at a time, as a student's slip would make them.

The classic operators of mutation testing (DeMillo, Lipton and Sayward, 1978) on Python's syntax
tree, and the slips that tensor code invites: a dropped keyword, a missing transpose, the other
reduction, arguments in the other order.
"""

import ast
import copy

ARITHMETIC = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv, ast.Pow: ast.Mult, ast.MatMult: ast.Mult,
}  # fmt: skip
COMPARISONS = {
    ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt, ast.GtE), ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE), ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
}  # fmt: skip
SIBLINGS = [
    ("sum", "mean"), ("max", "min"), ("amax", "amin"), ("argmax", "argmin"), ("any", "all"),
    ("zeros", "ones"), ("zeros_like", "ones_like"), ("ceil", "floor"), ("sin", "cos"),
    ("tril", "triu"), ("var", "std"), ("square", "abs"), ("maximum", "minimum"),
    ("append", "extend"), ("rand", "randn"), ("relu", "abs"), ("sigmoid", "tanh"),
]  # fmt: skip
SIBLING = {a: b for pair in SIBLINGS for a, b in (pair, pair[::-1])}
SAME_VALUE = ("item", "tolist")  # tests take a tensor of one number for the number
DROPPED = (ast.Assign, ast.AugAssign, ast.Expr, ast.If, ast.For, ast.Raise, ast.Continue, ast.Break)


def mutants(code):
    """Yield each changed version of `code`, as text that Python can compile.

    Every version differs from `ast.unparse` of the original in one place, and none comes twice.
    """
    tree = ast.parse(code)
    seen = {ast.unparse(tree)}
    for holder, key, node in list(_places(tree)):
        for other in _changes(node):
            _put(holder, key, other)
            text = ast.unparse(ast.fix_missing_locations(copy.deepcopy(tree)))
            _put(holder, key, node)
            if text not in seen and _compiles(text):
                seen.add(text)
                yield text


def _places(tree):
    """Yield `(holder, key, node)` for each node below `tree`; types and docstrings are left out."""
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if name in ("annotation", "returns", "decorator_list") or _is_strict(parent):
                continue
            if isinstance(value, ast.AST):
                yield parent, name, value
            elif isinstance(value, list):
                yield from ((value, i, v) for i, v in enumerate(value) if isinstance(v, ast.AST))


def _is_strict(node):
    return isinstance(node, ast.keyword) and node.arg == "strict"  # of zip: changes no value


def _put(holder, key, node):
    if isinstance(holder, list):
        holder[key] = node
    else:
        setattr(holder, key, node)


def _compiles(text):
    try:
        compile(text, "mutant", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def _changes(node):
    """Yield what may stand in the place of `node`."""
    make = CHANGES.get(type(node))
    if make:
        yield from make(node)
    if isinstance(node, DROPPED) and not _is_docstring(node):
        yield ast.Pass()


def _is_docstring(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _with(node, **fields):
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _arithmetic(node):
    if type(node.op) in ARITHMETIC:
        yield _with(node, op=ARITHMETIC[type(node.op)]())
    if isinstance(node.op, ast.Sub | ast.Div | ast.MatMult | ast.Pow | ast.FloorDiv):
        yield _with(node, left=node.right, right=node.left)
    yield node.left
    if isinstance(node.op, ast.Add | ast.Mult):
        yield node.right


def _comparison(node):
    for other in COMPARISONS[type(node.ops[0])]:
        yield _with(node, ops=[other(), *node.ops[1:]])


def _logic(node):
    yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())


def _without_sign(node):
    yield node.operand


def _constant(node):
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield from (ast.Constant(node.value + 1), ast.Constant(node.value - 1))
    elif isinstance(node.value, float):
        yield ast.Constant(2 * node.value or 1.0)
        if node.value:
            yield ast.Constant(-node.value)


def _call(node):
    if len(node.args) > 1 and not any(isinstance(a, ast.Starred) for a in node.args[:2]):
        yield _with(node, args=[node.args[1], node.args[0], *node.args[2:]])
    for i in range(len(node.keywords)):
        if _is_strict(node.keywords[i]):
            continue
        yield _with(node, keywords=node.keywords[:i] + node.keywords[i + 1 :])
    if len(node.args) == 1 and not node.keywords:
        yield node.args[0]
    if isinstance(node.func, ast.Attribute):
        if node.func.attr in SIBLING:
            yield _with(node, func=_with(node.func, attr=SIBLING[node.func.attr]))
        if not node.args and node.func.attr not in SAME_VALUE:
            yield node.func.value  # x.relu() becomes x
    elif isinstance(node.func, ast.Name) and node.func.id in SIBLING:
        yield _with(node, func=ast.Name(SIBLING[node.func.id], ast.Load()))


def _attribute(node):
    if node.attr in ("T", "mT", "H"):
        yield node.value


def _slice(node):
    for bound in ("lower", "upper", "step"):
        if getattr(node, bound) is not None:
            yield _with(node, **{bound: None})


def _order(node):
    if isinstance(node.ctx, ast.Load) and len(node.elts) > 1:
        yield _with(node, elts=[node.elts[1], node.elts[0], *node.elts[2:]])


def _condition(node):
    yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))


def _filters(node):
    if node.ifs:
        yield _with(node, ifs=[])


def _in_place(node):
    if type(node.op) in ARITHMETIC:
        yield _with(node, op=ARITHMETIC[type(node.op)]())
    yield ast.Assign([_as_target(node.target)], node.value)


def _as_target(target):
    return _with(target, ctx=ast.Store())


CHANGES = {
    ast.BinOp: _arithmetic, ast.Compare: _comparison, ast.BoolOp: _logic, ast.UnaryOp: _without_sign,
    ast.Constant: _constant, ast.Call: _call, ast.Attribute: _attribute, ast.Slice: _slice,
    ast.Tuple: _order, ast.If: _condition, ast.IfExp: _condition, ast.While: _condition,
    ast.comprehension: _filters, ast.AugAssign: _in_place,
}  # fmt: skip
