import type { Framework } from '../../rule.ts';

/** Path.Combine drops what is before an absolute path: https://learn.microsoft.com/dotnet/api/system.io.path.combine */
export const netFiles: Framework = {
  id: 'files',
  title: '.NET files and archives',
  description: 'Files, folders and archives of the .NET library.',
  languages: ['csharp'],
  types: [
    {
      result: 'System.IO.Compression.{ZipFile.OpenRead,ZipFile.Open}()',
      is: 'System.IO.Compression.ZipArchive()',
    },
    { result: 'System.IO.Compression.ZipArchive().Entries[]', is: 'System.IO.Compression.ZipArchiveEntry()' },
  ],
  sources: [
    {
      name: 'System.IO.Compression.ZipArchiveEntry().{FullName,Name}',
      what: 'the name of an archive entry',
      for: ['zip-slip'],
    },
  ],
  sinks: [
    {
      class: 'path-traversal',
      call: 'System.IO.File.{ReadAllText,ReadAllTextAsync,ReadAllBytes,ReadAllBytesAsync,ReadAllLines,ReadAllLinesAsync,ReadLines,WriteAllText,WriteAllTextAsync,WriteAllBytes,WriteAllBytesAsync,WriteAllLines,AppendAllText,Open,OpenRead,OpenText,OpenWrite,Create,CreateText,Copy,Move,Delete,Replace}',
      args: [0, 1],
    },
    {
      class: 'path-traversal',
      call: 'System.IO.{FileStream,StreamReader,StreamWriter,FileInfo,DirectoryInfo}',
      args: [0],
      unless: {
        arg: 0,
        named: '**.{InputStream,Body,OpenReadStream(),GetResponseStream(),OpenRead(),*Stream()}',
      },
    },
    {
      class: 'path-traversal',
      call: 'System.IO.Directory.{CreateDirectory,Delete,Move,GetFiles,GetDirectories,EnumerateFiles,EnumerateDirectories}',
      args: [0],
    },
    { class: 'path-traversal', call: 'System.IO.Path.Combine', args: [1, 2, 3] },
    { class: 'path-traversal', call: '**.{SaveAs,SaveAsAsync}', args: [0] },
    {
      class: 'zip-slip',
      call: '{System.IO.Compression.ZipArchiveEntry(),System.IO.Compression.ZipFileExtensions}.ExtractToFile',
      args: [0, 1],
      ownSources: true,
    },
    {
      class: 'zip-slip',
      call: 'System.IO.{FileStream,File.Create,File.OpenWrite,File.WriteAllBytes}',
      args: [0],
      ownSources: true,
    },
    { class: 'zip-slip', call: 'System.IO.Path.Combine', args: [1, 2], ownSources: true },
  ],
  sanitizers: [
    {
      call: 'System.IO.Path.{GetFileName,GetFileNameWithoutExtension,GetExtension,GetRandomFileName}',
      for: ['path-traversal', 'zip-slip'],
    },
    { call: '**.StartsWith', for: ['path-traversal', 'zip-slip', 'ssrf', 'open-redirect'], guard: 'this' },
  ],
  examples: [
    {
      class: 'path-traversal',
      bad: `using System.IO;
using Microsoft.AspNetCore.Mvc;
public class FilesController : Controller {
  public string Read(string file) {
    return System.IO.File.ReadAllText("/srv/files/" + file); // FLAW
  }
}`,
      good: `using System.IO;
using Microsoft.AspNetCore.Mvc;
public class FilesController : Controller {
  public string Read(string file) {
    return System.IO.File.ReadAllText("/srv/files/" + Path.GetFileName(file));
  }
}`,
    },
  ],
};
