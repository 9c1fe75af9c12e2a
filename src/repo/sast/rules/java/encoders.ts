import type { Framework } from '../../rule.ts';

/** Libraries that make text safe for where it goes: OWASP, Spring, Apache Commons. */
export const encoders: Framework = {
  id: 'encoders',
  title: 'Java encoders',
  description: 'Libraries that make text safe for where it goes: OWASP, Spring, Apache Commons.',
  languages: ['java'],
  sanitizers: [
    {
      call: '**.Encode.{forHtml,forHtmlContent,forHtmlAttribute,forXml,forXmlContent,forXmlAttribute,forCDATA,forJavaScript,forJavaScriptBlock,forJavaScriptAttribute,forCssString,forUriComponent,forHtmlUnquotedAttribute}',
      for: ['xss'],
    },
    {
      call: '**.Encode.forUriComponent',
      for: ['open-redirect', 'ssrf', 'header-injection', 'path-traversal'],
    },
    {
      call: '**.ESAPI.encoder().{encodeForHTML,encodeForHTMLAttribute,encodeForJavaScript,encodeForCSS,encodeForXML,encodeForXMLAttribute,encodeForURL}',
      for: ['xss'],
    },
    {
      call: 'org.owasp.esapi.Encoder().{encodeForHTML,encodeForHTMLAttribute,encodeForJavaScript,encodeForCSS,encodeForXML,encodeForURL}',
      for: ['xss'],
    },
    { call: '**.ESAPI.encoder().encodeForXPath', for: ['xpath-injection'] },
    { call: '**.ESAPI.encoder().encodeForSQL', for: ['sql-injection'] },
    { call: '**.ESAPI.encoder().encodeForOS', for: ['command-injection'] },
    {
      call: '**.HtmlUtils.{htmlEscape,htmlEscapeDecimal,htmlEscapeHex}',
      for: ['xss'],
    },
    { call: 'org.springframework.web.util.JavaScriptUtils.javaScriptEscape', for: ['xss'] },
    {
      call: '**.StringEscapeUtils.{escapeHtml,escapeHtml3,escapeHtml4,escapeXml,escapeXml10,escapeXml11,escapeEcmaScript,escapeJavaScript}',
      for: ['xss'],
    },
    { call: 'org.apache.commons.lang.StringEscapeUtils.escapeSql', for: ['sql-injection'] },
    { call: 'com.google.common.html.HtmlEscapers.htmlEscaper().escape', for: ['xss'] },
    { call: 'org.jsoup.Jsoup.clean', for: ['xss'] },
    { call: 'org.owasp.html.PolicyFactory().sanitize', for: ['xss'] },
    {
      call: 'org.apache.commons.text.StringEscapeUtils.escapeJava',
      for: ['log-injection', 'header-injection'],
    },
    { call: 'org.owasp.validator.html.AntiSamy().scan', for: ['xss'] },
    {
      call: 'java.net.URLEncoder.encode',
      for: ['xss', 'open-redirect', 'ssrf', 'header-injection', 'log-injection', 'path-traversal'],
    },
    {
      call: 'org.springframework.web.util.UriUtils.{encode,encodePath,encodePathSegment,encodeQueryParam}',
      for: ['xss', 'header-injection', 'log-injection'],
    },
  ],
  examples: [
    {
      class: 'xss',
      bad: `import javax.servlet.http.*;
import org.owasp.esapi.ESAPI;
class Page {
  void show(HttpServletRequest request, HttpServletResponse response) throws Exception {
    String name = ESAPI.encoder().encodeForSQL(null, request.getParameter("name"));
    response.getWriter().write(name); // FLAW
  }
}`,
      good: `import javax.servlet.http.*;
import org.owasp.esapi.ESAPI;
class Page {
  void show(HttpServletRequest request, HttpServletResponse response) throws Exception {
    String name = ESAPI.encoder().encodeForHTML(request.getParameter("name"));
    response.getWriter().write(name);
  }
}`,
    },
  ],
};
