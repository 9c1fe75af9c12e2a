import type { Framework } from '../../rule.ts';

/** Requests to other servers. Only an address whose start (host) comes from outside counts. */
export const httpClients: Framework = {
  id: 'http-clients',
  title: 'Java HTTP clients',
  description: 'Requests to other servers.',
  languages: ['java'],
  types: [
    { result: 'java.net.URI.create()', is: 'java.net.URI()' },
    { result: 'java.net.URI().toURL()', is: 'java.net.URL()' },
    {
      result: 'org.springframework.web.reactive.function.client.WebClient.{create,builder().build}()',
      is: 'org.springframework.web.reactive.function.client.WebClient()',
    },
    {
      result:
        'org.springframework.web.reactive.function.client.WebClient().{get,post,put,delete,patch,head,method}()',
      is: 'spring.WebClientRequest()',
    },
    {
      result: 'org.springframework.web.client.RestClient().{get,post,put,delete,patch,method}()',
      is: 'spring.WebClientRequest()',
    },
  ],
  sinks: [
    {
      class: 'ssrf',
      call: 'java.net.URL().{openConnection,openStream,getContent}',
      args: ['this'],
      part: 'start',
    },
    {
      class: 'ssrf',
      call: 'org.springframework.web.client.{RestTemplate,RestOperations}().{getForObject,getForEntity,postForObject,postForEntity,postForLocation,exchange,execute,put,delete,headForHeaders,optionsForAllow,patchForObject}',
      args: [0],
      part: 'start',
    },
    { class: 'ssrf', call: 'spring.WebClientRequest().uri', args: [0], part: 'start' },
    {
      class: 'ssrf',
      call: 'org.springframework.web.reactive.function.client.WebClient.create',
      args: [0],
      part: 'start',
    },
    { class: 'ssrf', call: 'java.net.http.HttpRequest.newBuilder', args: [0], part: 'start' },
    { class: 'ssrf', call: 'java.net.http.HttpRequest.newBuilder().uri', args: [0], part: 'start' },
    { class: 'ssrf', call: '{okhttp3,com.squareup.okhttp}.Request.Builder().url', args: [0], part: 'start' },
    {
      class: 'ssrf',
      call: 'org.apache.http.client.methods.{HttpGet,HttpPost,HttpPut,HttpDelete,HttpHead,HttpPatch,HttpOptions}',
      args: [0],
      part: 'start',
    },
    {
      class: 'ssrf',
      call: 'org.apache.{hc.client5.http.classic.methods,hc.client5.http.async.methods}.{HttpGet,HttpPost,HttpPut,HttpDelete,HttpHead,HttpPatch}',
      args: [0],
      part: 'start',
    },
    {
      class: 'ssrf',
      call: 'org.apache.http.client.fluent.Request.{Get,Post,Put,Delete,Head}',
      args: [0],
      part: 'start',
    },
    {
      class: 'ssrf',
      call: 'org.apache.commons.httpclient.methods.{GetMethod,PostMethod}',
      args: [0],
      part: 'start',
    },
    { class: 'ssrf', call: 'org.jsoup.Jsoup.connect', args: [0], part: 'start' },
    { class: 'ssrf', call: 'javax.imageio.ImageIO.read', args: [0], part: 'start' },
    {
      class: 'ssrf',
      call: 'org.apache.commons.io.IOUtils.toString',
      args: [0],
      part: 'start',
      when: { arg: 0, named: 'java.net.{URL,URI}()' },
    },
    { class: 'ssrf', call: 'java.net.Socket', args: [0] },
    { class: 'ssrf', call: 'java.net.InetAddress.{getByName,getAllByName}', args: [0] },
  ],
  sanitizers: [
    {
      call: '{java.net.URI,java.net.URL}().getHost().{equals,endsWith}',
      for: ['ssrf', 'open-redirect'],
      guard: 'this',
    },
  ],
  matches: [
    {
      class: 'cleartext-transmission',
      call: 'org.apache.commons.net.{ftp.FTPClient,telnet.TelnetClient}',
      title: 'FTP or Telnet sends everything in clear text',
    },
    {
      class: 'cleartext-transmission',
      call: 'java.net.URL',
      when: { arg: 0, matches: /^(?:ftp|telnet):\/\//i },
    },
  ],
  examples: [
    {
      class: 'ssrf',
      bad: `import java.net.*;
import javax.servlet.http.HttpServletRequest;
class Preview {
  Object load(HttpServletRequest request) throws Exception {
    URL url = new URL(request.getParameter("url"));
    return url.openConnection(); // FLAW
  }
}`,
      good: `import java.net.*;
import javax.servlet.http.HttpServletRequest;
class Preview {
  Object load(HttpServletRequest request) throws Exception {
    URL url = new URL("https://images.example.com/" + request.getParameter("name"));
    return url.openConnection();
  }
}`,
    },
    {
      class: 'ssrf',
      bad: `import org.springframework.web.bind.annotation.*;
import org.springframework.web.client.RestTemplate;
class Proxy {
  private final RestTemplate client = new RestTemplate();
  @GetMapping("/fetch")
  public String fetch(@RequestParam String url) {
    return client.getForObject(url, String.class); // FLAW
  }
}`,
      good: `import org.springframework.web.bind.annotation.*;
import org.springframework.web.client.RestTemplate;
class Proxy {
  private final RestTemplate client = new RestTemplate();
  @GetMapping("/fetch")
  public String fetch(@RequestParam String id) {
    return client.getForObject("https://api.example.com/items/{id}", String.class, id);
  }
}`,
    },
  ],
};
