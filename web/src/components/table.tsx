import { type LinkProps, useNavigate } from '@tanstack/react-router';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { cx } from './cx.ts';

export interface Column<T> {
  readonly id: string;
  readonly head: ReactNode;
  readonly cell: (row: T) => ReactNode;
  readonly className?: string;
}

/**
 * A table whose rows open a page. The cell with `rowLink` in it carries the real link; a click anywhere else in the
 * row follows it too, and j/k move between the links of the page.
 */
export function Table<T>({
  caption,
  columns,
  rows,
  keyOf,
  linkOf,
}: {
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  linkOf?: (row: T) => LinkProps;
}) {
  const navigate = useNavigate();
  const open = (event: MouseEvent | KeyboardEvent, row: T) => {
    if (!linkOf || (event.target as Element).closest('a, button, input, label')) return;
    if (window.getSelection()?.type === 'Range') return;
    void navigate(linkOf(row) as Parameters<typeof navigate>[0]);
  };
  return (
    // Where rows have no link to move to, the keyboard scrolls the table itself.
    <div
      className="overflow-x-auto"
      {...(linkOf ? {} : { tabIndex: 0, role: 'group', 'aria-label': caption })}
    >
      <table className="w-full border-collapse text-left text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line">
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={cx('h-8 px-4 text-xs font-medium whitespace-nowrap text-muted', column.className)}
              >
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={keyOf(row)}
              onClick={(event) => open(event, row)}
              className={cx(
                'border-b border-line last:border-0 hover:bg-hover focus-within:bg-hover',
                linkOf && 'cursor-pointer',
              )}
            >
              {columns.map((column) => (
                <td key={column.id} className={cx('h-10 px-4 py-1.5', column.className)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
