import type { Span } from '#src/repo/issue.ts';
import type { Statement } from '../../ir.ts';

type Import = Extract<Statement, { kind: 'import' }>;

/**
 * Types that rules speak of. A C# file imports namespaces, not types: a short name means the first of these whose
 * namespace the file imports, and failing that (imports may be global or implicit) the first that has it.
 */
const NAMESPACES: Readonly<Record<string, string>> = {
  System: `Activator AppDomain Array Boolean Console Convert DateTime Decimal Double Enum Environment Exception Guid Int32
    Int64 Math Object Random String StringComparison TimeSpan Type Uri UriBuilder`,
  'System.IO': `BinaryReader BinaryWriter Directory DirectoryInfo File FileInfo FileMode FileStream MemoryStream Path
    Stream StreamReader StreamWriter StringReader StringWriter TextReader`,
  'System.IO.Compression': 'ZipArchive ZipArchiveEntry ZipFile ZipFileExtensions',
  'System.Text': 'Encoding StringBuilder',
  'System.Text.RegularExpressions': 'Match Regex RegexOptions',
  'System.Text.Json': 'JsonSerializer JsonDocument',
  'System.Text.Encodings.Web': 'HtmlEncoder JavaScriptEncoder UrlEncoder',
  'System.Diagnostics': 'Process ProcessStartInfo',
  'System.Reflection': 'Assembly MethodInfo',
  'System.Collections.Generic': 'Dictionary HashSet IDictionary IEnumerable IList List Queue Stack',
  'System.Linq': 'Enumerable IQueryable',
  'System.Linq.Expressions': 'Expression',
  'System.Net':
    'Cookie Dns HttpWebRequest ServicePointManager SecurityProtocolType WebClient WebRequest WebUtility',
  'System.Net.Http':
    'HttpClient HttpClientHandler HttpMethod HttpRequestMessage SocketsHttpHandler WinHttpHandler',
  'System.Net.Mail': 'MailMessage SmtpClient',
  'System.Net.Security': 'RemoteCertificateValidationCallback SslStream SslPolicyErrors',
  'System.Security.Authentication': 'SslProtocols',
  'System.Security.Cryptography': `Aes AesCcm AesCng AesCryptoServiceProvider AesGcm AesManaged CipherMode DES
    DESCryptoServiceProvider DSA DSACryptoServiceProvider ECDsa HashAlgorithm HashAlgorithmName HMACMD5 HMACSHA1 HMACSHA256 MD5 MD5Cng
    MD5CryptoServiceProvider PaddingMode RC2 RC2CryptoServiceProvider RNGCryptoServiceProvider RSA
    RSACng RSACryptoServiceProvider RSAEncryptionPadding RandomNumberGenerator Rfc2898DeriveBytes Rijndael RijndaelManaged RIPEMD160
    RIPEMD160Managed SHA1 SHA1Cng SHA1CryptoServiceProvider SHA1Managed SHA256 SHA256Managed SHA512 SymmetricAlgorithm TripleDES
    TripleDESCng TripleDESCryptoServiceProvider`,
  'System.Security.Cryptography.X509Certificates':
    'X509Certificate2 X509Chain X509RevocationMode X509VerificationFlags',
  'System.Data': 'CommandType DataSet DataTable IDbCommand IDbConnection IDataReader',
  'System.Data.Common': 'DbCommand DbConnection DbDataReader',
  'System.Data.SqlClient': 'SqlCommand SqlConnection SqlDataAdapter SqlDataReader SqlParameter',
  'Microsoft.Data.SqlClient': 'SqlCommand SqlConnection SqlDataAdapter SqlDataReader SqlParameter',
  'System.Data.OleDb': 'OleDbCommand OleDbConnection OleDbDataAdapter',
  'System.Data.Odbc': 'OdbcCommand OdbcConnection OdbcDataAdapter',
  'System.Data.SQLite': 'SQLiteCommand SQLiteConnection SQLiteDataAdapter',
  'Microsoft.Data.Sqlite': 'SqliteCommand SqliteConnection',
  'MySql.Data.MySqlClient': 'MySqlCommand MySqlConnection MySqlDataAdapter MySqlHelper',
  MySqlConnector: 'MySqlCommand MySqlConnection MySqlDataAdapter',
  Npgsql: 'NpgsqlCommand NpgsqlConnection NpgsqlDataAdapter',
  'Oracle.ManagedDataAccess.Client': 'OracleCommand OracleConnection OracleDataAdapter',
  'System.Data.OracleClient': 'OracleCommand OracleConnection',
  'System.Data.Entity': 'DbContext DbSet',
  'Microsoft.EntityFrameworkCore': 'DbContext DbSet EF',
  'System.DirectoryServices': 'DirectoryEntry DirectorySearcher',
  'System.DirectoryServices.Protocols': 'LdapConnection SearchRequest',
  'System.Xml': `DtdProcessing XmlDocument XmlNode XmlReader XmlReaderSettings XmlResolver XmlTextReader XmlUrlResolver
    XmlWriter XmlDictionaryReader`,
  'System.Xml.Linq': 'XDocument XElement',
  'System.Xml.XPath': 'XPathDocument XPathExpression XPathNavigator',
  'System.Xml.Xsl': 'XslCompiledTransform XsltSettings',
  'System.Xml.Serialization': 'XmlSerializer',
  'System.Xml.Schema': 'XmlSchema',
  'System.Runtime.Serialization': 'DataContractSerializer IFormatter NetDataContractSerializer',
  'System.Runtime.Serialization.Json': 'DataContractJsonSerializer',
  'System.Runtime.Serialization.Formatters.Binary': 'BinaryFormatter',
  'System.Runtime.Serialization.Formatters.Soap': 'SoapFormatter',
  'System.Web.UI': 'LosFormatter ObjectStateFormatter Page UserControl',
  'System.Web.Script.Serialization': 'JavaScriptSerializer SimpleTypeResolver',
  'System.Messaging': 'BinaryMessageFormatter',
  'System.Resources': 'ResourceReader',
  fastJSON: 'JSON JSONParameters',
  'Newtonsoft.Json': 'JsonConvert JsonSerializerSettings TypeNameHandling',
  'YamlDotNet.Serialization': 'Deserializer DeserializerBuilder',
  'System.Web': `HttpContext HttpCookie HttpRequest HttpRequestBase HttpResponse HttpServerUtility HttpUtility HttpPostedFile
    HttpPostedFileBase HtmlString IHttpHandler`,
  'System.Web.Security': 'FormsAuthentication Membership',
  'System.Web.Security.AntiXss': 'AntiXssEncoder',
  'System.Web.Http': 'ApiController FromUri',
  'System.Web.Mvc': `Controller HttpPost HttpGet MvcHtmlString ValidateInput AllowHtml ActionResult`,
  'Microsoft.AspNetCore.Mvc': `ApiController BindProperty Controller ControllerBase FromBody FromForm FromHeader FromQuery
    FromRoute FromServices HttpDelete HttpGet HttpPatch HttpPost HttpPut IActionResult IgnoreAntiforgeryToken Route
    ViewComponent`,
  'Microsoft.AspNetCore.Mvc.RazorPages': 'PageModel',
  'Microsoft.AspNetCore.SignalR': 'Hub',
  'Microsoft.AspNetCore.Http': `CookieOptions CookieBuilder CookieSecurePolicy HttpContext HttpRequest HttpResponse IFormFile
    IFormCollection IQueryCollection IHttpContextAccessor Results SameSiteMode TypedResults`,
  'Microsoft.AspNetCore.Builder': 'WebApplication CookiePolicyOptions IApplicationBuilder',
  'Microsoft.AspNetCore.Html': 'HtmlString',
  'Microsoft.AspNetCore.Components': 'MarkupString',
  'Microsoft.AspNetCore.DataProtection': 'IDataProtector',
  'Microsoft.Extensions.Logging': 'ILogger',
  'Microsoft.IdentityModel.Tokens': `SymmetricSecurityKey SigningCredentials SecurityAlgorithms TokenValidationParameters`,
  'System.IdentityModel.Tokens.Jwt': 'JwtSecurityToken JwtSecurityTokenHandler',
  'Microsoft.CodeAnalysis.CSharp.Scripting': 'CSharpScript',
  'System.CodeDom.Compiler': 'CodeDomProvider',
  'Microsoft.CSharp': 'CSharpCodeProvider',
  RazorEngine: 'Engine Razor',
  Dapper: 'CommandDefinition SqlMapper',
  RestSharp: 'RestClient RestRequest',
  'MongoDB.Bson': 'BsonDocument',
  'MongoDB.Driver': 'IMongoCollection',
};

/** Words too common to mean these types in a file that does not import their namespace. */
const COMMON = new Set(
  `Process Cookie Type Page Engine Results Route Match Expression Stack Queue Array Object Array Assembly Membership
  UserControl Cache Uri JSON Hub DES Dns EF Controller ActionResult`.split(/\s+/),
);

/** Namespaces that every file has in projects of today (`ImplicitUsings`). */
const IMPLICIT = [
  'System',
  'System.IO',
  'System.Linq',
  'System.Net.Http',
  'System.Collections.Generic',
  'Microsoft.AspNetCore.Http',
  'Microsoft.AspNetCore.Builder',
  'Microsoft.Extensions.Logging',
];

const NOWHERE: Span = { line: 1, column: 0, endLine: 1, endColumn: 0 };

let index: Map<string, string[]> | undefined;

/** Type name → namespaces that have it. */
function namespacesOf(type: string): readonly string[] {
  if (!index) {
    index = new Map();
    for (const [namespace, names] of Object.entries(NAMESPACES))
      for (const one of names.split(/\s+/)) index.set(one, [...(index.get(one) ?? []), namespace]);
  }
  return index.get(type) ?? [];
}

/** The imports behind the names in `free`; then the namespaces themselves as a whole. */
export function impliedImports(
  free: ReadonlySet<string>,
  usings: readonly string[],
  own: readonly string[],
): Import[] {
  const imported = new Set([...usings, ...own]);
  const found = [...free].sort().flatMap((text): Import[] => {
    const all = namespacesOf(text);
    const hit =
      all.find((namespace) => imported.has(namespace)) ??
      all.find((namespace) => IMPLICIT.includes(namespace) && !COMMON.has(text)) ??
      (COMMON.has(text) ? undefined : all[0]);
    if (hit) return [{ kind: 'import', module: hit, name: text, local: text, span: NOWHERE }];
    return ROOTS.has(text) ? [{ kind: 'import', module: text, name: null, local: text, span: NOWHERE }] : [];
  });
  const whole = [...new Set(usings)].map((module): Import => {
    return { kind: 'import', module, name: '*', local: '*', span: NOWHERE };
  });
  return [...found, ...whole];
}

const ROOTS = new Set([
  'System',
  'Microsoft',
  'Newtonsoft',
  'MySql',
  'Npgsql',
  'Oracle',
  'YamlDotNet',
  'RazorEngine',
  'MongoDB',
]);
