import { expect, test } from 'vitest';
import { treeOf } from '#test/repo-tree.ts';
import { takeInventory } from '../inventory.ts';

/** Components as "name@version" with their line, and the reasons for what was skipped. */
function read(texts: Readonly<Record<string, string>>) {
  const { files, skipped } = takeInventory(treeOf(texts));
  const components = files.flatMap((file) => file.components);
  const told = components.map(
    ({ name, version, dev, line }) => `${name}@${version}${dev ? ' dev' : ''} :${line}`,
  );
  const needs = (name: string): readonly string[] =>
    components.find((one) => one.name === name)?.dependsOn ?? [];
  return {
    told,
    needs,
    purls: components.map(({ purl }) => purl),
    skipped: skipped.map(({ reason }) => reason),
  };
}

const parent = `<project>
  <groupId>org.example</groupId>
  <artifactId>parent</artifactId>
  <version>1.0</version>
  <properties><jackson.version>2.12.7.1</jackson.version></properties>
  <dependencyManagement><dependencies>
    <dependency>
      <groupId>com.fasterxml.jackson.core</groupId>
      <artifactId>jackson-databind</artifactId>
      <version>\${jackson.version}</version>
    </dependency>
  </dependencies></dependencyManagement>
</project>`;

test('Maven: properties, dependencyManagement and the parent of the tree', () => {
  const { told, purls, skipped } = read({
    'pom.xml': parent,
    'app/pom.xml': `<?xml version="1.0"?>
<project>
  <parent>
    <groupId>org.example</groupId>
    <artifactId>parent</artifactId>
    <version>1.0</version>
  </parent>
  <artifactId>app</artifactId>
  <properties>
    <log4j>2.14.1</log4j>
    <loop>\${loop}</loop>
  </properties>
  <dependencies>
    <dependency>
      <groupId>com.fasterxml.jackson.core</groupId>
      <artifactId>jackson-databind</artifactId>
    </dependency>
    <dependency>
      <groupId>org.apache.logging.log4j</groupId>
      <artifactId>log4j-core</artifactId>
      <version>\${log4j}</version>
    </dependency>
    <dependency>
      <groupId>junit</groupId>
      <artifactId>junit</artifactId>
      <version>[4.12]</version>
      <scope>test</scope>
    </dependency>
    <dependency>
      <groupId>a</groupId>
      <artifactId>looping</artifactId>
      <version>\${loop}</version>
    </dependency>
    <dependency>
      <groupId>a</groupId>
      <artifactId>ranged</artifactId>
      <version>[1.0,2.0)</version>
    </dependency>
    <dependency>
      <groupId>\${project.groupId}</groupId>
      <artifactId>sibling</artifactId>
      <version>\${project.parent.version}</version>
    </dependency>
  </dependencies>
</project>`,
  });
  expect(told).toEqual([
    'com.fasterxml.jackson.core:jackson-databind@2.12.7.1 :16',
    'org.apache.logging.log4j:log4j-core@2.14.1 :20',
    'junit:junit@4.12 dev :25',
    'org.example:sibling@1.0 :41',
  ]);
  expect(purls[0]).toBe('pkg:maven/com.fasterxml.jackson.core/jackson-databind@2.12.7.1');
  expect(skipped).toEqual([
    expect.stringContaining('direct dependencies only'),
    expect.stringMatching(/a:looping \(\$\{loop\}\), a:ranged \(\[1\.0,2\.0\)\)/),
  ]);
});

test('Maven: a parent or BOM that is elsewhere leaves versions open, and is named', () => {
  const { told, skipped } = read({
    'pom.xml': `<project>
  <parent>
    <groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-starter-parent</artifactId>
    <version>2.5.0</version>
    <relativePath/>
  </parent>
  <dependencyManagement><dependencies><dependency>
    <groupId>com.example</groupId><artifactId>bom</artifactId><version>1</version>
    <type>pom</type><scope>import</scope>
  </dependency></dependencies></dependencyManagement>
  <dependencies><dependency>
    <groupId>org.springframework</groupId><artifactId>spring-web</artifactId>
  </dependency></dependencies>
</project>`,
  });
  expect(told).toEqual([]);
  expect(skipped).toEqual([
    expect.stringContaining('direct dependencies only'),
    'has a parent that is not in the tree: org.springframework.boot:spring-boot-starter-parent:2.5.0',
    'imports versions that are not in the tree: com.example:bom:1',
    expect.stringContaining('org.springframework:spring-web (the version of a parent or BOM)'),
  ]);
});

test('Gradle: lock files, catalogs, and what stands as text in a build file', () => {
  const { told, skipped } = read({
    'app/gradle.lockfile': `# This is a Gradle generated file for dependency locking.
com.google.guava:guava:30.0-jre=compileClasspath,runtimeClasspath
junit:junit:4.12=testCompileClasspath,testRuntimeClasspath
empty=annotationProcessor
`,
    'app/build.gradle': "dependencies {\n  implementation 'com.google.guava:guava:30.0-jre'\n}\n",
    'lib/build.gradle.kts': `dependencies {
    implementation("org.yaml:snakeyaml:1.26")
    testImplementation("junit:junit:4.+")
    println("not:a:dependency")
}
`,
    'gradle/libs.versions.toml': `[versions]
log4j = "2.14.1"

[libraries]
log4j-core = { module = "org.apache.logging.log4j:log4j-core", version.ref = "log4j" }
gson = "com.google.code.gson:gson:2.8.0"
bommed = { group = "a", name = "b" }
`,
  });
  expect(told).toEqual([
    'com.google.guava:guava@30.0-jre :2',
    'junit:junit@4.12 dev :3',
    'org.apache.logging.log4j:log4j-core@2.14.1 :5',
    'com.google.code.gson:gson@2.8.0 :6',
    'org.yaml:snakeyaml@1.26 :2',
  ]);
  expect(skipped.filter((reason) => reason.startsWith('not resolved'))).toEqual([
    expect.stringContaining('a:b (the version of a platform)'),
    expect.stringContaining('junit:junit (4.+)'),
  ]);
});

test('NuGet: lock file over all frameworks, packages.config, and projects with central versions', () => {
  const { told, needs, skipped } = read({
    'a/packages.lock.json': `{
  "version": 1,
  "dependencies": {
    "net6.0": {
      "Newtonsoft.Json": {
        "type": "Direct", "requested": "[12.0.1, )", "resolved": "12.0.1",
        "dependencies": { "system.text.regularexpressions": "4.3.0" }
      },
      "System.Text.RegularExpressions": { "type": "Transitive", "resolved": "4.3.0" },
      "ours": { "type": "Project" }
    },
    "net48": {
      "Newtonsoft.Json": { "type": "Direct", "resolved": "12.0.1" }
    }
  }
}`,
    'b/packages.config': `<?xml version="1.0" encoding="utf-8"?>
<packages>
  <package id="jQuery" version="3.4.1" targetFramework="net48" />
  <package id="StyleCop" version="5.0.0" developmentDependency="true" />
</packages>`,
    'c/Directory.Packages.props': `<Project><ItemGroup>
  <PackageVersion Include="Serilog" Version="2.10.0" />
</ItemGroup></Project>`,
    'c/app/app.csproj': `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><Json>12.0.2</Json></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="serilog" />
    <PackageReference Include="Newtonsoft.Json" Version="$(Json)" />
    <PackageReference Include="Analyzer" Version="[1.2.3]"><PrivateAssets>all</PrivateAssets></PackageReference>
    <PackageReference Include="Floating" Version="1.*" />
  </ItemGroup>
</Project>`,
  });
  expect(told).toEqual([
    'Newtonsoft.Json@12.0.1 :5',
    'System.Text.RegularExpressions@4.3.0 :9',
    'jQuery@3.4.1 :3',
    'StyleCop@5.0.0 dev :4',
    'serilog@2.10.0 :4',
    'Newtonsoft.Json@12.0.2 :5',
    'Analyzer@1.2.3 dev :6',
  ]);
  expect(needs('Newtonsoft.Json')).toEqual(['pkg:nuget/System.Text.RegularExpressions@4.3.0']);
  expect(skipped).toEqual([
    expect.stringContaining('direct dependencies only'),
    expect.stringContaining('Floating (1.*)'),
  ]);
});
