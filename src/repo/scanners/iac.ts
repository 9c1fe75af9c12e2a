import { Language, Parser } from 'web-tree-sitter';
import { parseTerraform, type TerraformFile, terraformResources } from '../iac/read/terraform.ts';
import { accepts, check, scanAlone, skip } from '../iac/scan.ts';
import type { Tree, TreeFile } from '../tree.ts';
import type { FileScanner, FileTools, OpenFileScanner, Report, SourceFile } from './scanner.ts';

/** Misconfigurations in Dockerfiles, Kubernetes, Compose, GitHub Actions, CloudFormation and Terraform. */
export const iac: FileScanner = {
  id: 'iac',
  title: 'Infrastructure as code',
  description:
    'Finds insecure settings in Dockerfiles, Kubernetes, Compose, GitHub Actions, CloudFormation and Terraform.',
  over: 'files',
  version: '1',
  accepts,
  async open(tools: FileTools): Promise<OpenFileScanner> {
    await Parser.init({ wasmBinary: await tools.grammar('tree-sitter') });
    const parser = new Parser();
    parser.setLanguage(await Language.load(await tools.grammar('hcl')));
    const folders = new Folders(tools.tree, parser);
    return {
      scan: (file) => (/\.tf(?:\.json)?$/.test(file.path) ? folders.scan(file) : scanAlone(file)),
    };
  },
};

const keptMost = 200;
const together = 200;

/** Folders of Terraform: what is read of one is kept while its files are scanned. */
class Folders {
  readonly #tree: Tree;
  readonly #parser: Parser;
  #byFolder: ReadonlyMap<string, readonly TreeFile[]> | null = null;
  readonly #parsed = new Map<string, { readonly text: string; readonly file: TerraformFile }>();

  constructor(tree: Tree, parser: Parser) {
    this.#tree = tree;
    this.#parser = parser;
  }

  scan({ path, text }: SourceFile): Report {
    const own = this.#parse(path, text);
    const siblings = this.#siblings(path);
    const others = siblings.slice(0, together).flatMap((sibling) => {
      // Every sibling is read each time: the result of this file depends on it.
      const content = sibling.path === path ? null : this.#tree.read(sibling.path);
      return content === null ? [] : [this.#parse(sibling.path, content)];
    });
    const report = check(terraformResources([own, ...others]), path);
    const notes = own.broken.map((reason) => skip(path, reason));
    if (siblings.length > together)
      notes.push(skip(path, `its folder has more than ${together} files: the others were not read with it`));
    return { ...report, skipped: [...report.skipped, ...notes] };
  }

  #parse(path: string, text: string): TerraformFile {
    const kept = this.#parsed.get(path);
    if (kept?.text === text) return kept.file;
    const file = parseTerraform(path, text, this.#parser);
    if (this.#parsed.size >= keptMost) this.#parsed.delete(this.#parsed.keys().next().value as string);
    this.#parsed.set(path, { text, file });
    return file;
  }

  #siblings(path: string): readonly TreeFile[] {
    if (!this.#byFolder) {
      const terraform = this.#tree.files.filter((file) =>
        /\.(?:tf|tf\.json)$|(?:\.auto|(?:^|\/)terraform)\.tfvars$/.test(file.path),
      );
      this.#byFolder = Map.groupBy(terraform, (file) => folderOf(file.path));
    }
    return this.#byFolder.get(folderOf(path)) ?? [];
  }
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
