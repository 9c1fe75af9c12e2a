/** An example: a file of PHP with these statements. */
export const page = (body: string): string => `<?php\n${body}\n`;

/** An example: a class of an application with one method. */
export const controller = (uses: readonly string[], body: string, base = 'Controller'): string =>
  page(
    [
      'namespace App\\Http\\Controllers;',
      ...uses.map((name) => `use ${name};`),
      `class ItemController extends ${base}`,
      '{',
      ...body.split('\n').map((line) => `    ${line}`),
      '}',
    ].join('\n'),
  );
