import type { Framework } from '../../rule.ts';

const lists = 'System.Collections.Generic.{List,HashSet,Queue,Stack,Dictionary}()';

/** What the .NET library does with text: joined, copied, encoded, turned into numbers. */
export const netLanguage: Framework = {
  id: 'language',
  title: '.NET library',
  description: 'What the .NET library does with text: joined, copied, encoded, turned into numbers.',
  languages: ['csharp'],
  propagators: [
    { call: '**.{TryGetValue,TryDequeue,TryPop}', from: ['this'], to: 1 },
    { call: `${lists}.{Add,AddRange,Enqueue,Push}`, from: ['all'], to: 'this' },
  ],
  sanitizers: [
    {
      call: 'System.{Int32,Int64,Double,Decimal,Boolean,Guid,DateTime,Single}.{Parse,TryParse,ParseExact}',
      for: ['*'],
    },
    { call: '**.{int,long,double,decimal,bool,Guid,DateTime}.{Parse,TryParse}', for: ['*'] },
    { call: 'System.Convert.{ToInt16,ToInt32,ToInt64,ToDouble,ToDecimal,ToBoolean,ToDateTime}', for: ['*'] },
    { call: 'System.Guid', for: ['*'] },
    {
      call: '**.{GetHashCode,IndexOf,CompareTo,Count,Any,All,Equals,Contains,IsNullOrEmpty,IsNullOrWhiteSpace,IsMatch}',
      for: ['*'],
    },
    { call: '**.{ExecuteReader,ExecuteScalar,ExecuteNonQuery}', for: ['sql-injection'] },
    {
      call: '{System.Web.HttpUtility,System.Net.WebUtility,**.Server}.{HtmlEncode,HtmlAttributeEncode,JavaScriptStringEncode}',
      for: ['xss'],
    },
    {
      call: '{System.Web.HttpUtility,System.Net.WebUtility,**.Server}.UrlEncode',
      for: ['xss', 'open-redirect', 'ssrf', 'header-injection', 'log-injection'],
    },
    {
      call: '{System.Text.Encodings.Web.HtmlEncoder,System.Text.Encodings.Web.JavaScriptEncoder}{.Default,()}.Encode',
      for: ['xss'],
    },
    {
      call: 'System.Text.Encodings.Web.UrlEncoder{.Default,()}.Encode',
      for: ['xss', 'open-redirect', 'ssrf'],
    },
    { call: '**.AntiXssEncoder.{HtmlEncode,XmlEncode,UrlEncode}', for: ['xss'] },
    { call: '**.Html.{Encode,DisplayFor,AttributeEncode}', for: ['xss'] },
    {
      call: 'System.Uri.EscapeDataString',
      for: ['xss', 'open-redirect', 'ssrf', 'header-injection', 'log-injection', 'path-traversal'],
    },
    { call: '**.{HtmlSanitizer().Sanitize,Sanitizer.GetSafeHtmlFragment}', for: ['xss'] },
    { call: 'System.Text.RegularExpressions.Regex.Escape', for: ['regex-dos'] },
    { call: '**.Replace', for: ['log-injection', 'header-injection'], when: { arg: 0, matches: /[\r\n]/ } },
    { call: '**.Contains', for: ['*'], guard: 0 },
    { call: 'System.Text.RegularExpressions.Regex.IsMatch', for: ['*'], guard: 0 },
    { call: '**.Equals', for: ['*'], guard: 0 },
  ],
  sinks: [
    { class: 'regex-dos', call: 'System.Text.RegularExpressions.Regex', args: [0], unless: { atLeast: 3 } },
    {
      class: 'regex-dos',
      call: 'System.Text.RegularExpressions.Regex.{IsMatch,Match,Matches,Replace,Split}',
      args: [1],
      unless: { atLeast: 4 },
    },
    {
      class: 'log-injection',
      call: '{Microsoft.Extensions.Logging.ILogger(),Serilog.ILogger(),Serilog.Log,NLog.Logger(),log4net.ILog()}.{LogTrace,LogDebug,LogInformation,LogWarning,LogError,LogCritical,Debug,Information,Info,Warning,Warn,Error,Fatal}',
      args: ['all'],
    },
    { class: 'format-string', call: 'System.String.Format', args: [0], part: 'whole' },
  ],
  examples: [
    {
      class: 'regex-dos',
      bad: `using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
public class SearchController : Controller {
  public object Find(string pattern) {
    return new Regex(pattern); // FLAW
  }
}`,
      good: `using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
public class SearchController : Controller {
  public object Find(string text) {
    return new Regex(Regex.Escape(text));
  }
}`,
    },
  ],
};
