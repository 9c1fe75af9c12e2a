import type { Framework } from '../../rule.ts';

const formatters =
  '{System.Runtime.Serialization.Formatters.Binary.BinaryFormatter,System.Runtime.Serialization.Formatters.Soap.SoapFormatter,System.Runtime.Serialization.NetDataContractSerializer,System.Web.UI.LosFormatter,System.Web.UI.ObjectStateFormatter,System.Messaging.BinaryMessageFormatter}';
const named = '**.TypeNameHandling.{All,Auto,Objects,Arrays}';

/** https://learn.microsoft.com/dotnet/standard/serialization/binaryformatter-security-guide */
export const netDeserialization: Framework = {
  id: 'deserialization',
  title: '.NET deserialization',
  description: 'Formats that can name types: binary formatters, Json.NET with type names and others.',
  languages: ['csharp'],
  sinks: [
    {
      class: 'insecure-deserialization',
      call: `${formatters}().{Deserialize,UnsafeDeserialize,DeserializeMethodResponse,ReadObject,Read}`,
      args: [0],
    },
    { class: 'insecure-deserialization', call: 'System.Resources.ResourceReader', args: [0] },
    { class: 'insecure-deserialization', call: 'fastJSON.JSON.ToObject', args: [0] },
    {
      class: 'insecure-deserialization',
      call: 'Newtonsoft.Json.JsonConvert.DeserializeObject',
      args: [0],
      when: {
        any: [
          { arg: '1.TypeNameHandling', named },
          { arg: '2.TypeNameHandling', named },
        ],
      },
    },
  ],
  matches: [
    { class: 'unsafe-format', call: `${formatters}`, title: 'A formatter that can make any type' },
    {
      class: 'unsafe-format',
      assign: '**.TypeNameHandling',
      when: { arg: 0, named },
      title: 'JSON may name types',
    },
    {
      class: 'unsafe-format',
      call: 'Newtonsoft.Json.JsonSerializerSettings',
      when: { arg: 'TypeNameHandling', named },
      title: 'JSON may name types',
    },
    {
      class: 'unsafe-format',
      call: 'System.Web.Script.Serialization.JavaScriptSerializer',
      when: { arg: 0, named: 'System.Web.Script.Serialization.SimpleTypeResolver()' },
      title: 'JSON may name types',
    },
    {
      class: 'unsafe-format',
      call: 'fastJSON.JSONParameters',
      when: { not: { arg: 'BadListTypeChecking', is: [true] } },
      title: 'JSON may name types',
    },
    { class: 'unsafe-format', call: 'System.Resources.ResourceReader' },
  ],
  examples: [
    {
      class: 'insecure-deserialization',
      bad: `using System.IO;
using System.Runtime.Serialization.Formatters.Binary;
using Microsoft.AspNetCore.Mvc;
public class StateController : ControllerBase {
  [HttpPost]
  public object Load([FromBody] Stream body, BinaryFormatter formatter) {
    return formatter.Deserialize(body); // FLAW
  }
}`,
      good: `using System.IO;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
public class StateController : ControllerBase {
  [HttpPost]
  public object Load([FromBody] Stream body) {
    return JsonSerializer.Deserialize<State>(body);
  }
}`,
    },
    {
      class: 'unsafe-format',
      bad: `using Newtonsoft.Json;
public class Json {
  public static readonly JsonSerializerSettings Settings = new JsonSerializerSettings { // FLAW
    TypeNameHandling = TypeNameHandling.All
  };
}`,
      good: `using Newtonsoft.Json;
public class Json {
  public static readonly JsonSerializerSettings Settings = new JsonSerializerSettings {
    TypeNameHandling = TypeNameHandling.None
  };
}`,
    },
  ],
};
