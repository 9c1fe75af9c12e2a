/** An example: a controller of Rails with one action of these lines. */
export const action = (body: string): string =>
  `class ItemsController < ApplicationController\n  def show\n${body
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')}\n  end\nend\n`;
