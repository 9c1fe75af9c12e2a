import type { Framework } from '../../rule.ts';

const request =
  '{javax,jakarta}.servlet.{http.HttpServletRequest,http.HttpServletRequestWrapper,ServletRequest}()';
const response =
  '{javax,jakarta}.servlet.{http.HttpServletResponse,http.HttpServletResponseWrapper,ServletResponse}()';

/** Servlets: https://jakarta.ee/specifications/servlet/6.0/ */
export const servlet: Framework = {
  id: 'servlet',
  title: 'Servlets',
  description: 'Servlets: where untrusted input comes in and where it does harm.',
  languages: ['java'],
  types: [
    {
      base: '{javax,jakarta}.servlet.http.HttpServlet',
      method: 'do*',
      params: ['javax.servlet.http.HttpServletRequest()', 'javax.servlet.http.HttpServletResponse()'],
    },
    { result: `${response}.getWriter()`, is: 'servlet.Writer()' },
    { result: `${response}.getOutputStream()`, is: 'servlet.Writer()' },
    { result: 'servlet.Writer().{append,format,printf}()', is: 'servlet.Writer()' },
    { result: `${request}.getSession()`, is: 'javax.servlet.http.HttpSession()' },
  ],
  sources: [
    {
      call: `${request}.{getParameter,getParameterValues,getParameterMap,getParameterNames}`,
      what: 'a request parameter',
    },
    { call: `${request}.{getHeader,getHeaders,getHeaderNames}`, what: 'a request header' },
    { call: `${request}.getCookies`, what: 'a cookie' },
    {
      call: `${request}.{getQueryString,getRequestURI,getRequestURL,getPathInfo,getPathTranslated,getServletPath}`,
      what: 'the request path',
    },
    { call: `${request}.{getReader,getInputStream,getPart,getParts}`, what: 'the request body' },
    {
      call: `${request}.getServerName`,
      what: 'the Host header',
      for: ['open-redirect', 'ssrf', 'header-injection'],
    },
  ],
  sinks: [
    {
      class: 'xss',
      call: '{servlet.Writer(),javax.servlet.jsp.JspWriter()}.{print,println,write,append,format,printf}',
      args: ['all'],
    },
    { class: 'xss', call: `${response}.sendError`, args: [1] },
    { class: 'open-redirect', call: `${response}.sendRedirect`, args: [0], part: 'start' },
    { class: 'header-injection', call: `${response}.{setHeader,addHeader}`, args: [0, 1] },
    { class: 'header-injection', call: `${response}.addCookie`, args: ['0.value'] },
    { class: 'path-traversal', call: `${request}.getRequestDispatcher`, args: [0], part: 'start' },
    {
      class: 'path-traversal',
      call: '{javax,jakarta}.servlet.ServletContext().{getResourceAsStream,getResource,getRealPath}',
      args: [0],
    },
    {
      class: 'trust-boundary',
      call: '{javax,jakarta}.servlet.http.HttpSession().{setAttribute,putValue}',
      args: [0, 1],
    },
  ],
  examples: [
    {
      class: 'xss',
      bad: `import javax.servlet.http.*;
class Hello extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws Exception {
    String name = request.getParameter("name");
    response.getWriter().println("<p>" + name + "</p>"); // FLAW
  }
}`,
      good: `import javax.servlet.http.*;
import org.owasp.encoder.Encode;
class Hello extends HttpServlet {
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws Exception {
    String name = request.getParameter("name");
    response.getWriter().println("<p>" + Encode.forHtml(name) + "</p>");
  }
}`,
    },
    {
      class: 'open-redirect',
      bad: `import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
class Back {
  void go(HttpServletRequest request, HttpServletResponse response) throws Exception {
    response.sendRedirect(request.getParameter("next")); // FLAW
  }
}`,
      good: `import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
class Back {
  void go(HttpServletRequest request, HttpServletResponse response) throws Exception {
    response.sendRedirect("/search?q=" + request.getParameter("next"));
  }
}`,
    },
    {
      class: 'trust-boundary',
      bad: `import javax.servlet.http.HttpServletRequest;
class Login {
  void keep(HttpServletRequest request) {
    request.getSession().setAttribute("role", request.getParameter("role")); // FLAW
  }
}`,
      good: `import javax.servlet.http.HttpServletRequest;
class Login {
  void keep(HttpServletRequest request) {
    String role = request.getParameter("role");
    request.getSession().setAttribute("role", "admin".equals(role) ? "admin" : "user");
  }
}`,
    },
  ],
};
