import type { Framework } from '../../rule.ts';

/** https://learn.microsoft.com/dotnet/api/system.diagnostics.process.start */
export const processes: Framework = {
  id: 'processes',
  title: '.NET processes and reflection',
  description: 'Programs that are started, types and assemblies that are loaded by name.',
  languages: ['csharp'],
  sinks: [
    { class: 'command-injection', call: 'System.Diagnostics.Process.Start', args: [0, 1] },
    { class: 'command-injection', call: 'System.Diagnostics.Process().Start', args: ['this'] },
    {
      class: 'command-injection',
      call: 'System.Diagnostics.ProcessStartInfo',
      args: [0, 1, 'FileName', 'Arguments'],
    },
    { class: 'command-injection', assign: '**.{StartInfo.FileName,StartInfo.Arguments}' },
    { class: 'command-injection', assign: 'System.Diagnostics.ProcessStartInfo().{FileName,Arguments}' },
    { class: 'command-injection', call: '**.PowerShell.Create().AddScript', args: [0] },
    {
      class: 'unsafe-reflection',
      call: 'System.Reflection.Assembly.{Load,LoadFrom,LoadFile,UnsafeLoadFrom}',
      args: [0],
    },
    { class: 'unsafe-reflection', call: 'System.Type.GetType', args: [0] },
    { class: 'unsafe-reflection', call: 'System.Activator.CreateInstance', args: [0, 1] },
    {
      class: 'code-injection',
      call: 'Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript.{EvaluateAsync,RunAsync,Create}',
      args: [0],
    },
    {
      class: 'code-injection',
      call: '{System.CodeDom.Compiler.CodeDomProvider,Microsoft.CSharp.CSharpCodeProvider}().{CompileAssemblyFromSource,CompileAssemblyFromFile}',
      args: [1],
    },
    {
      class: 'template-injection',
      call: 'RazorEngine.{Razor.Parse,Razor.Compile,Engine.Razor.RunCompile}',
      args: [0],
    },
  ],
  matches: [
    {
      class: 'unsafe-command',
      call: 'System.Diagnostics.Process.Start',
      when: {
        any: [
          { arg: 0, shape: 'open' },
          { arg: 1, shape: 'open' },
        ],
      },
    },
    {
      class: 'unsafe-command',
      call: 'System.Diagnostics.Process().Start',
      when: {
        any: [
          { arg: 'this.StartInfo.FileName', shape: 'open' },
          { arg: 'this.StartInfo.Arguments', shape: 'open' },
        ],
      },
    },
    {
      class: 'dynamic-code',
      call: 'Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript.{EvaluateAsync,RunAsync}',
      when: { arg: 0, shape: 'open' },
    },
  ],
  examples: [
    {
      class: 'command-injection',
      bad: `using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
public class PingController : Controller {
  public IActionResult Ping([FromQuery] string host) {
    Process.Start("cmd.exe", "/c ping " + host); // FLAW
    return Ok();
  }
}`,
      good: `using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
public class PingController : Controller {
  public IActionResult Ping([FromQuery] int count) {
    Process.Start("ping", "-n " + count + " localhost");
    return Ok();
  }
}`,
    },
    {
      class: 'command-injection',
      bad: `using System.Diagnostics;
public class Runner {
  public void Run(Microsoft.AspNetCore.Http.HttpRequest request) {
    var process = new Process();
    process.StartInfo.FileName = request.Query["tool"]; // FLAW
  }
}`,
      good: `using System.Diagnostics;
public class Runner {
  public void Run() {
    var process = new Process();
    process.StartInfo.FileName = "git";
    process.Start();
  }
}`,
    },
  ],
};
