import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** Elements that may stand several times are lists even where they stand once. */
const lists = new Set([
  'dependency',
  'package',
  'profile',
  'ItemGroup',
  'PropertyGroup',
  'PackageReference',
  'PackageVersion',
  'GlobalPackageReference',
]);

/** Entities are left as they stand: a definition of one that grows without end is not followed. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  removeNSPrefix: true,
  trimValues: true,
  isArray: (name) => lists.has(name),
});

/** Nothing that we read is deeper; what is would need as much of the stack. */
const mostDepth = 100;

/** @throws Error that names line and reason */
export function parseXml(text: string): unknown {
  if (depthOf(text) > mostDepth) throw new Error(`is nested deeper than ${mostDepth} levels`);
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new Error(`is no XML: line ${valid.err.line}, ${valid.err.msg}`);
  return parser.parse(text);
}

function depthOf(text: string): number {
  let [depth, most] = [0, 0];
  for (const [tag] of text.matchAll(/<(?:\/[^<>]{0,500}|[A-Za-z_][^<>]{0,2000})>/g)) {
    if (tag.startsWith('</')) depth--;
    else if (!tag.endsWith('/>')) most = Math.max(most, ++depth);
  }
  return most;
}
