import type { Framework } from '../../rule.ts';

const builders = 'java.lang.{StringBuilder,StringBuffer}()';
const lists =
  'java.util.{Collection,List,ArrayList,LinkedList,Set,HashSet,LinkedHashSet,TreeSet,Vector,Queue,Deque,ArrayDeque,Stack}()';

/** What the language and its standard library do with text: joined, copied, turned into numbers. */
export const language: Framework = {
  id: 'language',
  title: 'Java standard library',
  description: 'What the standard library does with text: joined, copied, turned into numbers.',
  languages: ['java'],
  types: [
    { result: `${builders}.{append,insert,reverse,deleteCharAt,replace}()`, is: 'java.lang.StringBuilder()' },
    { result: '**.getBytes()', is: 'java.lang.bytes()' },
  ],
  propagators: [
    { call: `${builders}.{append,insert,replace}`, from: ['all'], to: 'this' },
    { call: `${lists}.{add,addAll,addFirst,addLast,offer,push}`, from: ['all'], to: 'this' },
    {
      call: 'java.util.{Map,HashMap,LinkedHashMap,TreeMap,Hashtable,Properties}().{put,putAll,putIfAbsent,setProperty}',
      from: ['all'],
      to: 'this',
    },
    { call: 'java.util.{StringJoiner,Scanner}().add', from: [0], to: 'this' },
    { call: 'java.io.{StringWriter,ByteArrayOutputStream}().{write,append,print}', from: [0], to: 'this' },
    { call: 'java.lang.System.arraycopy', from: [0], to: 2 },
    { call: 'java.util.Collections.addAll', from: ['all'], to: 0 },
  ],
  sanitizers: [
    {
      call: 'java.lang.{Integer,Long,Short,Byte,Double,Float,Boolean}.{parseInt,parseLong,parseShort,parseByte,parseDouble,parseFloat,parseBoolean,valueOf,decode}',
      for: ['*'],
    },
    { call: 'java.lang.{Integer,Long,Double,Float,Short,Byte}', for: ['*'] },
    { call: 'java.math.{BigInteger,BigDecimal}', for: ['*'] },
    { call: 'java.util.UUID.fromString', for: ['*'] },
    { call: 'java.time.{LocalDate,LocalDateTime,Instant,Duration}.parse', for: ['*'] },
    {
      call: '**.{length,size,isEmpty,hashCode,indexOf,compareTo,getSize,getContentLength,isBlank}',
      for: ['*'],
    },
    {
      call: '**.{equals,equalsIgnoreCase,contains,startsWith,endsWith,matches,hasMoreElements,hasNext}',
      for: ['*'],
    },
    { call: 'java.security.MessageDigest().digest', for: ['*'] },
    { call: 'java.util.regex.Pattern.quote', for: ['regex-dos', 'code-injection'] },
    {
      call: '**.{executeQuery,executeUpdate,getResultList,getSingleResult}',
      for: ['sql-injection', 'command-injection'],
    },
  ],
  sinks: [
    { class: 'regex-dos', call: 'java.util.regex.Pattern.{compile,matches}', args: [0] },
    { class: 'format-string', call: 'java.lang.String.format', args: [0], part: 'start' },
    { class: 'format-string', call: 'java.io.{PrintStream,PrintWriter}().{printf,format}', args: [0] },
  ],
  examples: [
    {
      class: 'regex-dos',
      bad: `import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
class Search {
  Object make(HttpServletRequest request) {
    return Pattern.compile(request.getParameter("pattern")); // FLAW
  }
}`,
      good: `import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
class Search {
  Object make(HttpServletRequest request) {
    return Pattern.compile(Pattern.quote(request.getParameter("text")));
  }
}`,
    },
  ],
};
