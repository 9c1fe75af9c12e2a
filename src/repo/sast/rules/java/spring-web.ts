import type { ArgTest, Framework } from '../../rule.ts';

const annotation = 'org.springframework.web.bind.annotation';
const mapping = `${annotation}.{RequestMapping,GetMapping,PostMapping,PutMapping,DeleteMapping,PatchMapping}`;

/** Text given back is sent as it is, as HTML to who asks for HTML; objects become JSON. */
const isText: ArgTest = {
  any: [
    { arg: 0, shape: 'built' },
    { arg: 0, named: 'java.lang.String()' },
  ],
};

/** Spring MVC and WebFlux: https://docs.spring.io/spring-framework/reference/web/webmvc/mvc-controller/ann-methods.html */
export const springWeb: Framework = {
  id: 'spring-web',
  title: 'Spring MVC and WebFlux',
  description: 'Spring MVC and WebFlux: where untrusted input comes in and where it does harm.',
  languages: ['java'],
  types: [
    {
      result: 'org.springframework.web.context.request.{WebRequest,NativeWebRequest}()',
      is: 'spring.WebRequest()',
    },
    {
      result: 'org.springframework.http.ResponseEntity.{ok,badRequest,status,accepted,created}()',
      is: 'spring.BodyBuilder()',
    },
    {
      result: 'spring.BodyBuilder().{contentType,header,headers,contentLength}()',
      is: 'spring.BodyBuilder()',
    },
  ],
  sources: [
    { annotated: `${annotation}.{RequestParam,RequestPart}`, what: 'a request parameter' },
    { annotated: `${annotation}.{PathVariable,MatrixVariable}`, what: 'the request path' },
    { annotated: `${annotation}.RequestBody`, what: 'the request body' },
    { annotated: `${annotation}.RequestHeader`, what: 'a request header' },
    { annotated: `${annotation}.CookieValue`, what: 'a cookie' },
    { annotated: `${annotation}.ModelAttribute`, what: 'a form' },
    {
      annotated: 'org.springframework.messaging.handler.annotation.{Payload,DestinationVariable,Header}',
      what: 'a message',
    },
    { decorated: mapping, what: 'a request parameter' },
    {
      call: 'spring.WebRequest().{getParameter,getParameterValues,getParameterMap,getHeader,getHeaderValues}',
      what: 'a request parameter',
    },
    { call: 'org.springframework.web.server.ServerWebExchange().getFormData', what: 'a form' },
    {
      call: 'org.springframework.http.server.{ServerHttpRequest,reactive.ServerHttpRequest}().{getQueryParams,getHeaders,getURI,getPath,getCookies,getBody}',
      what: 'the request',
    },
    {
      call: 'org.springframework.web.{servlet,reactive}.function.server.ServerRequest().{pathVariable,queryParam,queryParams,param,params,headers,bodyToMono,bodyToFlux,body,cookies}',
      what: 'the request',
    },
    {
      call: 'org.springframework.web.multipart.MultipartFile().{getOriginalFilename,getName,getBytes,getInputStream,getContentType}',
      what: 'an uploaded file',
    },
  ],
  sinks: [
    {
      class: 'xss',
      call: 'org.springframework.http.ResponseEntity',
      args: [0],
      when: { arg: 0, shape: 'built' },
    },
    { class: 'xss', returned: `${annotation}.ResponseBody`, args: [0], when: isText, severity: 'medium' },
    {
      class: 'xss',
      returned: `${annotation}.RestController.{RequestMapping,GetMapping,PostMapping,PutMapping,DeleteMapping,PatchMapping}`,
      args: [0],
      when: isText,
      severity: 'medium',
    },
    { class: 'xss', call: 'spring.BodyBuilder().body', args: [0], when: { arg: 0, shape: 'built' } },
    {
      class: 'xss',
      call: 'org.springframework.http.ResponseEntity.ok',
      args: [0],
      when: { arg: 0, shape: 'built' },
    },
    {
      class: 'open-redirect',
      call: 'org.springframework.web.servlet.view.RedirectView',
      args: [0],
      part: 'start',
    },
    {
      class: 'open-redirect',
      call: 'org.springframework.web.servlet.view.RedirectView().setUrl',
      args: [0],
      part: 'start',
    },
    {
      class: 'header-injection',
      call: 'org.springframework.http.HttpHeaders().{add,set,setLocation}',
      args: [1],
    },
    { class: 'header-injection', call: 'spring.BodyBuilder().header', args: [1] },
    {
      class: 'path-traversal',
      call: 'org.springframework.core.io.{FileSystemResource,PathResource,FileUrlResource,ClassPathResource,UrlResource}',
      args: [0],
    },
    { class: 'path-traversal', call: 'org.springframework.core.io.ResourceLoader().getResource', args: [0] },
    {
      class: 'path-traversal',
      call: 'org.springframework.util.FileSystemUtils.deleteRecursively',
      args: [0],
    },
  ],
  sanitizers: [{ call: 'org.springframework.util.StringUtils.getFilename', for: ['path-traversal'] }],
  examples: [
    {
      class: 'xss',
      bad: `import org.springframework.web.bind.annotation.*;
class Greeting {
  @GetMapping("/hi") @ResponseBody
  public String hi(@RequestParam String name) {
    return "<h1>Hi " + name + "</h1>"; // FLAW
  }
}`,
      good: `import org.springframework.web.bind.annotation.*;
import org.springframework.web.util.HtmlUtils;
class Greeting {
  @GetMapping("/hi") @ResponseBody
  public String hi(@RequestParam String name) {
    return "<h1>Hi " + HtmlUtils.htmlEscape(name) + "</h1>";
  }
}`,
    },
    {
      class: 'open-redirect',
      bad: `import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;
class Leave {
  @GetMapping("/leave")
  public RedirectView leave(@RequestParam("to") String to) {
    return new RedirectView(to); // FLAW
  }
}`,
      good: `import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;
class Leave {
  @GetMapping("/leave")
  public RedirectView leave(@RequestParam("page") int page) {
    return new RedirectView("/pages/" + page);
  }
}`,
    },
  ],
};
