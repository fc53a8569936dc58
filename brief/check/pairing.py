"""Optimal assignment: as many pairs as can be, at the least cost in all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def nearest(
    rows: int, columns: int, costs: Mapping[tuple[int, int], float]
) -> list[tuple[int, int]]:
    """As many of the pairs `costs` as can be, each figure once, in all at the least cost.

    Of equal costs, pairs at about the same place in their texts are taken.
    """
    used_rows = sorted({i for i, _ in costs})
    used_columns = sorted({j for _, j in costs})
    total = {
        (i, j): cost + abs((i + 1) / (rows + 1) - (j + 1) / (columns + 1))
        for (i, j), cost in costs.items()
    }
    if len(used_rows) * len(used_columns) > _MOST:
        return _greedy(total)
    matrix = [[total.get((i, j), _NEVER) for j in used_columns] for i in used_rows]
    if len(used_rows) > len(used_columns):
        transposed = [list(column) for column in zip(*matrix, strict=True)]
        chosen = [(i, j) for j, i in _least_cost(transposed)]
    else:
        chosen = _least_cost(matrix)
    pairs = ((used_rows[i], used_columns[j]) for i, j in chosen)
    return [pair for pair in pairs if pair in total]


_MOST = 1600
"""Cells of the largest matrix whose optimum is sought; above, the cheapest come first."""
_NEVER = 1e6


def _greedy(costs: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    taken_rows: set[int] = set()
    taken_columns: set[int] = set()
    chosen = []
    for i, j in sorted(costs, key=lambda pair: (costs[pair], pair)):
        if i not in taken_rows and j not in taken_columns:
            chosen.append((i, j))
            taken_rows.add(i)
            taken_columns.add(j)
    return chosen


def _least_cost(matrix: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """A column for each row, none twice, at the least cost in all; not more rows than columns.

    Shortest augmenting paths with potentials (Kuhn 1955, Munkres 1957; Jonker and Volgenant 1987).
    """
    if not matrix:
        return []
    rows, columns = len(matrix), len(matrix[0])
    row_potential, column_potential = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0], column = row, 0
        least, came_from = [float("inf")] * (columns + 1), [0] * (columns + 1)
        visited = [False] * (columns + 1)
        while row_of[column]:
            visited[column] = True
            current, step, following = row_of[column], float("inf"), 0
            for j in range(1, columns + 1):
                if visited[j]:
                    continue
                reduced = matrix[current - 1][j - 1] - row_potential[current] - column_potential[j]
                if reduced < least[j]:
                    least[j], came_from[j] = reduced, column
                if least[j] < step:
                    step, following = least[j], j
            for j in range(columns + 1):
                if visited[j]:
                    row_potential[row_of[j]] += step
                    column_potential[j] -= step
                else:
                    least[j] -= step
            column = following
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    return [(row_of[j] - 1, j - 1) for j in range(1, columns + 1) if row_of[j]]
