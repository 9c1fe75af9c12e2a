import type { Framework } from '../../rule.ts';

/** Files, paths and archives: https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/nio/file/Path.html */
export const files: Framework = {
  id: 'files',
  title: 'Java files and archives',
  description: 'Files, paths and archives.',
  languages: ['java'],
  types: [
    { result: 'java.util.zip.ZipInputStream().getNextEntry()', is: 'java.util.zip.ZipEntry()' },
    {
      result: 'java.util.jar.JarInputStream().{getNextEntry,getNextJarEntry}()',
      is: 'java.util.zip.ZipEntry()',
    },
    { result: 'java.util.zip.ZipFile().{getEntry,entries().nextElement}()', is: 'java.util.zip.ZipEntry()' },
    { result: 'java.util.zip.ZipFile().stream()[]', is: 'java.util.zip.ZipEntry()' },
    { result: 'java.util.jar.JarEntry()', is: 'java.util.zip.ZipEntry()' },
    {
      result:
        'org.apache.commons.compress.archivers.{ArchiveEntry,zip.ZipArchiveEntry,tar.TarArchiveEntry}()',
      is: 'java.util.zip.ZipEntry()',
    },
    { result: 'java.io.File().{getAbsoluteFile,getParentFile}()', is: 'java.io.File()' },
    { result: 'java.nio.file.{Paths.get,Path.of}()', is: 'java.nio.file.Path()' },
  ],
  sources: [
    { call: 'java.util.zip.ZipEntry().getName', what: 'the name of an archive entry', for: ['zip-slip'] },
  ],
  sinks: [
    {
      class: 'path-traversal',
      call: 'java.io.{File,FileInputStream,FileOutputStream,FileReader,FileWriter,RandomAccessFile,PrintWriter,PrintStream}',
      args: [0, 1],
    },
    { class: 'path-traversal', call: 'java.nio.file.{Paths.get,Path.of}', args: ['all'] },
    { class: 'path-traversal', call: 'java.nio.file.Path().{resolve,resolveSibling}', args: [0] },
    { class: 'path-traversal', call: 'java.nio.file.FileSystem().getPath', args: ['all'] },
    {
      class: 'path-traversal',
      call: 'java.nio.file.Files.{newInputStream,newOutputStream,newBufferedReader,newBufferedWriter,newByteChannel,readAllBytes,readAllLines,readString,lines,write,writeString,copy,move,delete,deleteIfExists,createFile,createDirectory,createDirectories,walk,list,find}',
      args: [0, 1],
    },
    {
      class: 'path-traversal',
      call: 'org.apache.commons.io.FileUtils.{getFile,openInputStream,openOutputStream,readFileToString,readLines,writeStringToFile,copyFile,deleteQuietly,forceDelete}',
      args: [0],
    },
    {
      class: 'path-traversal',
      call: 'java.lang.{Class,ClassLoader}().{getResource,getResourceAsStream}',
      args: [0],
    },
    {
      class: 'path-traversal',
      call: 'org.springframework.web.multipart.MultipartFile().transferTo',
      args: [0],
    },
    { class: 'zip-slip', call: 'java.io.{File,FileOutputStream,FileWriter}', args: [0, 1], ownSources: true },
    { class: 'zip-slip', call: 'java.nio.file.Path().resolve', args: [0], ownSources: true },
    { class: 'zip-slip', call: 'java.nio.file.{Paths.get,Path.of}', args: ['all'], ownSources: true },
  ],
  matches: [
    {
      class: 'file-permissions',
      call: 'java.nio.file.attribute.PosixFilePermissions.fromString',
      when: { arg: 0, matches: /^.{7}w|^.{6}r.x$/ },
    },
    {
      class: 'file-permissions',
      call: 'java.io.File().{setWritable,setExecutable}',
      when: {
        all: [
          { arg: 0, is: [true] },
          { arg: 1, is: [false] },
        ],
      },
    },
    {
      class: 'file-permissions',
      call: '**.add',
      when: { arg: 0, named: 'java.nio.file.attribute.PosixFilePermission.{OTHERS_WRITE,OTHERS_EXECUTE}' },
    },
    { class: 'insecure-temp-file', call: 'com.google.common.io.Files.createTempDir' },
  ],
  sanitizers: [
    { call: 'org.apache.commons.io.FilenameUtils.getName', for: ['path-traversal', 'zip-slip'] },
    { call: 'java.nio.file.Path().getFileName', for: ['path-traversal', 'zip-slip'] },
    { call: 'java.io.File().getName', for: ['path-traversal', 'zip-slip'] },
    { call: '**.startsWith', for: ['path-traversal', 'zip-slip', 'ssrf', 'open-redirect'], guard: 'this' },
    { call: '**.contains', for: ['path-traversal', 'zip-slip'], guard: 'this' },
    { call: '**.matches', for: ['*'], guard: 'this' },
    {
      call: '{java.util.List,java.util.Set,java.util.Collection,java.util.Map}().{contains,containsKey}',
      for: ['*'],
      guard: 0,
    },
    { call: 'java.util.{List,Set}.of().contains', for: ['*'], guard: 0 },
    { call: 'java.util.Arrays.asList().contains', for: ['*'], guard: 0 },
    { call: '**.{equals,equalsIgnoreCase}', for: ['*'], guard: 0 },
    { call: 'java.util.regex.Pattern.matches', for: ['*'], guard: 1 },
  ],
  examples: [
    {
      class: 'path-traversal',
      bad: `import java.io.*;
import javax.servlet.http.HttpServletRequest;
class Download {
  InputStream open(HttpServletRequest request) throws IOException {
    String name = request.getParameter("file");
    return new FileInputStream("/srv/files/" + name); // FLAW
  }
}`,
      good: `import java.io.*;
import javax.servlet.http.HttpServletRequest;
import org.apache.commons.io.FilenameUtils;
class Download {
  InputStream open(HttpServletRequest request) throws IOException {
    String name = FilenameUtils.getName(request.getParameter("file"));
    return new FileInputStream("/srv/files/" + name);
  }
}`,
    },
    {
      class: 'zip-slip',
      bad: `import java.io.*;
import java.util.zip.*;
class Unpack {
  void all(ZipInputStream in, File folder) throws IOException {
    ZipEntry entry = in.getNextEntry();
    File target = new File(folder, entry.getName()); // FLAW
    try (OutputStream out = new FileOutputStream(target)) { in.transferTo(out); }
  }
}`,
      good: `import java.io.*;
import java.util.zip.*;
class Unpack {
  void all(ZipInputStream in, File folder) throws IOException {
    ZipEntry entry = in.getNextEntry();
    String name = new File("entry").getName();
    File target = new File(folder, name);
    try (OutputStream out = new FileOutputStream(target)) { in.transferTo(out); }
  }
}`,
    },
  ],
};
