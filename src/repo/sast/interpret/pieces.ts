/** Classes a text is safe for once it does not hold `piece` any more. */
export function safeWithout(piece: string): readonly string[] {
  switch (piece) {
    case '..':
    case '../':
    case '/':
      return ['path-traversal', 'zip-slip'];
    case '://':
    case '//':
      return ['open-redirect', 'ssrf'];
    // Input stands in quotes in an expression; without a quote it stays there.
    case "'":
    case '"':
      return ['xpath-injection'];
    case '\n':
    case '\r':
      return ['header-injection', 'log-injection', 'email-injection'];
    case '<':
      return ['xss'];
    default:
      return [];
  }
}
