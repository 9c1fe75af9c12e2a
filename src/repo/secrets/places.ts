import type { Rank } from './rule.ts';

/** How a file's name changes what is looked for in it, and how much a finding there means. */
export interface FilePlace {
  readonly ranks?: readonly Rank[];
  /** Factor of the confidence. */
  readonly weight: number;
  /** For the description: "a test". */
  readonly note: string | null;
}

const binary =
  /\.(?:png|jpe?g|gif|webp|avif|ico|bmp|tiff?|psd|woff2?|ttf|otf|eot|mp[34]|m4a|mov|avi|mkv|webm|ogg|wav|flac|zip|gz|tgz|bz2|xz|zst|7z|rar|jar|war|ear|class|pyc|pyd|so|dll|dylib|exe|bin|o|a|lib|wasm|pdf|docx?|xlsx?|pptx?|odt|ods|db|sqlite3?|parquet|npy|npz|h5|pt|onnx|safetensors|gguf|pak|dat|node)$/i;
const lock =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.ya?ml|bun\.lock|deno\.lock|go\.sum|go\.work\.sum|cargo\.lock|poetry\.lock|uv\.lock|pdm\.lock|pipfile\.lock|composer\.lock|gemfile\.lock|packages\.lock\.json|gradle\.lockfile|mix\.lock|pubspec\.lock|podfile\.lock|package\.resolved|flake\.lock|\.terraform\.lock\.hcl|verification-metadata\.xml|conan\.lock|cartfile\.resolved)$/i;
const generated =
  /\.(?:min|bundle|chunk)\.(?:js|mjs|cjs|css)$|\.(?:map|svg|snap|ipynb_checkpoints)$|(?:^|\/)(?:dist|vendor\/assets)\//i;
const test =
  /(?:^|\/)(?:tests?|__tests__|spec|specs|testing|testdata|test-data|fixtures?|__fixtures__|mocks?|__mocks__|e2e|cypress|examples?|samples?|demos?)\/|[._-](?:test|spec|tests|mock|fixture)s?\.[a-z]+$|(?:^|\/)test_[^/]+$|\.(?:example|sample|template|dist|tmpl)$|(?:^|\/)\.env\.(?:example|sample|template|test)$/i;
const document = /\.(?:md|mdx|markdown|rst|adoc|txt)$|(?:^|\/)docs?\//i;

/** By its name a file of text. */
export const isText = (path: string): boolean => !binary.test(path);

/** In lock files and generated ones only what has a form of its own counts: they are full of hashes and names. */
export function placeOf(path: string): FilePlace {
  const ranks: readonly Rank[] | undefined =
    lock.test(path) || generated.test(path) ? ['special', 'prefixed'] : undefined;
  const at = ranks ? { ranks } : {};
  if (test.test(path)) return { ...at, weight: 0.5, note: 'a test, a fixture or an example' };
  if (document.test(path)) return { ...at, weight: 0.8, note: 'a document' };
  return { ...at, weight: 1, note: null };
}
