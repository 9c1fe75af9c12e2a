import type { Span } from '#src/repo/issue.ts';
import type { Statement } from '../../ir.ts';

type Import = Extract<Statement, { kind: 'import' }>;

/** Classes of java.lang that programs use without an import. */
const LANG = new Set(
  `Appendable ArithmeticException AutoCloseable Boolean Byte CharSequence Character Class ClassLoader Cloneable
  Comparable Deprecated Double Enum Error Exception Float FunctionalInterface IllegalArgumentException
  IllegalStateException Integer InterruptedException Iterable Long Math Module NullPointerException Number
  NumberFormatException Object Override Package Process ProcessBuilder ProcessHandle Readable Record Runnable Runtime
  RuntimeException SafeVarargs SecurityException Short StackTraceElement StrictMath String StringBuffer StringBuilder
  SuppressWarnings System Thread ThreadGroup ThreadLocal Throwable Void`.split(/\s+/),
);

/** Classes that rules speak of and that are often imported by `.*`. */
const PACKAGES: Readonly<Record<string, string>> = {
  'java.io': `BufferedInputStream BufferedOutputStream BufferedReader BufferedWriter ByteArrayInputStream
    ByteArrayOutputStream DataInputStream File FileInputStream FileOutputStream FileReader FileWriter IOException
    InputStream InputStreamReader ObjectInput ObjectInputStream ObjectOutputStream OutputStream OutputStreamWriter
    PrintStream PrintWriter RandomAccessFile Reader Serializable StringReader StringWriter Writer`,
  'java.net': `CookieManager HttpCookie HttpURLConnection InetAddress InetSocketAddress JarURLConnection
    Proxy ServerSocket Socket URI URL URLConnection URLDecoder URLEncoder`,
  'java.net.http': 'HttpClient HttpRequest HttpResponse',
  'java.nio.file': 'FileSystems Files Path Paths StandardCopyOption StandardOpenOption',
  'java.nio.charset': 'Charset StandardCharsets',
  'java.security': `Key KeyFactory KeyPairGenerator KeyStore MessageDigest NoSuchAlgorithmException PrivateKey PublicKey
    SecureRandom Signature`,
  'java.security.cert': 'CertificateException X509Certificate',
  'java.sql': `CallableStatement Connection DriverManager PreparedStatement ResultSet SQLException Statement`,
  'javax.sql': 'DataSource',
  'java.util': `ArrayDeque ArrayList Arrays Base64 Collection Collections Date Deque Enumeration HashMap HashSet Hashtable
    Iterator LinkedHashMap LinkedList List Locale Map Objects Optional Properties Queue Random Scanner Set Stack
    StringJoiner TreeMap UUID Vector`,
  'java.util.regex': 'Matcher Pattern',
  'java.util.zip': 'ZipEntry ZipFile ZipInputStream GZIPInputStream',
  'java.util.jar': 'JarEntry JarFile JarInputStream',
  'java.util.logging': 'Level Logger',
  'java.util.stream': 'Collectors IntStream Stream',
  'java.beans': 'XMLDecoder',
  'javax.crypto': `Cipher KeyGenerator Mac NullCipher SecretKey SecretKeyFactory`,
  'javax.crypto.spec':
    'DESKeySpec GCMParameterSpec IvParameterSpec PBEKeySpec PBEParameterSpec SecretKeySpec',
  'javax.naming': 'Context InitialContext NamingEnumeration NamingException',
  'javax.naming.directory': 'DirContext InitialDirContext SearchControls SearchResult',
  'javax.naming.ldap': 'InitialLdapContext LdapContext',
  'javax.net.ssl': `HostnameVerifier HttpsURLConnection KeyManager SSLContext SSLSession SSLSocket SSLSocketFactory
    TrustManager TrustManagerFactory X509ExtendedTrustManager X509TrustManager`,
  'javax.script': 'Bindings Invocable ScriptEngine ScriptEngineManager',
  'javax.xml.parsers': 'DocumentBuilder DocumentBuilderFactory SAXParser SAXParserFactory',
  'javax.xml.stream': 'XMLInputFactory XMLStreamReader',
  'javax.xml.transform': 'Source Transformer TransformerFactory',
  'javax.xml.transform.stream': 'StreamResult StreamSource',
  'javax.xml.transform.sax': 'SAXSource SAXTransformerFactory',
  'javax.xml.validation': 'Schema SchemaFactory Validator',
  'javax.xml.xpath': 'XPath XPathConstants XPathExpression XPathFactory',
  'org.xml.sax': 'InputSource XMLReader',
  'org.xml.sax.helpers': 'DefaultHandler XMLReaderFactory',
  'org.w3c.dom': 'Document Element Node NodeList',
  'javax.servlet': `Filter FilterChain RequestDispatcher ServletContext ServletException ServletInputStream
    ServletOutputStream ServletRequest ServletResponse`,
  'javax.servlet.annotation': 'MultipartConfig WebFilter WebServlet',
  'javax.servlet.http': `Cookie HttpServlet HttpServletRequest HttpServletRequestWrapper HttpServletResponse HttpSession
    Part`,
  'javax.ws.rs': `BeanParam Consumes CookieParam DELETE DefaultValue FormParam GET HeaderParam MatrixParam PATCH POST PUT
    Path PathParam Produces QueryParam`,
  'javax.ws.rs.core': 'Context Cookie HttpHeaders MediaType MultivaluedMap NewCookie Response UriInfo',
  'javax.persistence': 'Entity EntityManager Id NamedQuery PersistenceContext Query TypedQuery',
  'org.springframework.web.bind.annotation': `ControllerAdvice CookieValue CrossOrigin DeleteMapping GetMapping
    MatrixVariable ModelAttribute PatchMapping PathVariable PostMapping PutMapping RequestBody RequestHeader
    RequestMapping RequestMethod RequestParam RequestPart ResponseBody RestController SessionAttribute`,
  'org.springframework.http': 'HttpEntity HttpHeaders HttpStatus MediaType ResponseCookie ResponseEntity',
  'org.springframework.stereotype': 'Component Controller Repository Service',
  'org.springframework.web.servlet': 'ModelAndView View',
  'org.springframework.web.multipart': 'MultipartFile',
  'org.springframework.jdbc.core': 'BatchPreparedStatementSetter JdbcOperations JdbcTemplate RowMapper',
  'org.springframework.expression.spel.standard': 'SpelExpressionParser',
  'org.apache.ibatis.annotations': 'Delete Insert Mapper Param Select Update',
  'org.hibernate': 'Query SQLQuery Session SessionFactory',
  okhttp3: 'Call OkHttpClient Request RequestBody Response',
  'org.slf4j': 'Logger LoggerFactory MDC Marker',
  'org.apache.logging.log4j': 'LogManager Logger',
  'org.apache.commons.io': 'FileUtils FilenameUtils IOUtils',
  'org.apache.commons.lang3': 'StringEscapeUtils StringUtils RandomStringUtils SerializationUtils',
  'org.apache.commons.text': 'StringEscapeUtils',
  'org.apache.commons.codec.digest': 'DigestUtils',
  'org.apache.http.client.methods': 'HttpDelete HttpGet HttpHead HttpPatch HttpPost HttpPut',
  'org.apache.velocity.app': 'Velocity VelocityEngine',
  'org.dom4j.io': 'SAXReader',
  'org.hibernate.criterion': 'Restrictions',
  'org.jdom2.input': 'SAXBuilder',
  'org.owasp.encoder': 'Encode',
  'org.owasp.esapi': 'ESAPI Encoder',
  'org.springframework.expression': 'ExpressionParser',
  'org.springframework.web.client': 'RestClient RestOperations RestTemplate',
  'org.springframework.web.servlet.view': 'RedirectView',
  'org.springframework.web.util': 'HtmlUtils JavaScriptUtils UriUtils',
  'org.yaml.snakeyaml': 'Yaml',
  'org.yaml.snakeyaml.constructor': 'Constructor SafeConstructor',
  'com.auth0.jwt': 'JWT JWTVerifier',
  'com.auth0.jwt.algorithms': 'Algorithm',
  'com.fasterxml.jackson.databind': 'ObjectMapper',
  'com.thoughtworks.xstream': 'XStream',
  'freemarker.template': 'Configuration Template',
  'groovy.lang': 'GroovyClassLoader GroovyShell',
  'io.jsonwebtoken': 'Claims JwtParser Jwts SignatureAlgorithm',
};

/** Names that a package of the program may well have a class of its own by. Others mean what they mean everywhere. */
const COMMON = new Set(
  `Algorithm Call Claims Collection Component Configuration Constructor Consumes Context Controller Cookie Date Delete
  Document Element Encoder Entity File Filter Id Insert Iterator Key Level List Logger Map Marker Matcher MediaType
  Module Node Objects Package Param Part Path Pattern Process Produces Properties Proxy Query Queue Random Reader Record
  Repository Request RequestBody Response Schema Select Service Session Set Signature Source Stack Statement Status
  Stream Template Transformer Update Validator Vector View Writer`.split(/\s+/),
);

/** Jakarta EE renamed these, class for class. */
const RENAMED = /^jakarta\.(servlet|ws\.rs|persistence)(?=\.|$)/;

const NOWHERE: Span = { line: 1, column: 0, endLine: 1, endColumn: 0 };

/**
 * The imports that a file leaves unwritten, for the names in `free`: java.lang; classes that rules know, where their
 * package is imported by `*` or their name leaves no doubt; classes that are written with their package. Everything else may be in the file's own
 * package.
 */
export function impliedImports(
  free: ReadonlySet<string>,
  explicit: readonly Import[],
  qualified: ReadonlySet<string>,
): Import[] {
  const wild = explicit.filter((entry) => entry.name === '*').map((entry) => entry.module);
  // A file without any import is a piece of one: its names mean what they mean everywhere.
  const isPiece = explicit.length === 0;
  const found = [...free].sort().flatMap((text): Import[] => {
    const isKnown = isPiece || !COMMON.has(text);
    const known = wild.find((module) => knows(module, text)) ?? (isKnown ? packageOf(text) : undefined);
    if (known) return [{ kind: 'import', module: known, name: text, local: text, span: NOWHERE }];
    if (LANG.has(text))
      return [{ kind: 'import', module: 'java.lang', name: text, local: text, span: NOWHERE }];
    return [];
  });
  const written = [...qualified].sort().map((full): Import => {
    const cut = full.lastIndexOf('.');
    return {
      kind: 'import',
      module: full.slice(0, cut),
      name: full.slice(cut + 1),
      local: full,
      span: NOWHERE,
    };
  });
  return [...found, ...written];
}

const listed = new Map<string, ReadonlySet<string>>();

const packageOf = (text: string): string | undefined =>
  Object.keys(PACKAGES).find((module) => knows(module, text));

function knows(module: string, text: string): boolean {
  const key = module.replace(RENAMED, 'javax.$1');
  if (!Object.hasOwn(PACKAGES, key)) return false;
  const names = listed.get(key) ?? new Set((PACKAGES[key] ?? '').split(/\s+/));
  listed.set(key, names);
  return names.has(text);
}
