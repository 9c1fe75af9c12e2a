import type { Framework } from '../../rule.ts';

const rs = '{javax,jakarta}.ws.rs';

/** JAX-RS: https://jakarta.ee/specifications/restful-ws/ */
export const jaxRs: Framework = {
  id: 'jax-rs',
  title: 'JAX-RS',
  description: 'JAX-RS: where untrusted input comes in and where it does harm.',
  languages: ['java'],
  types: [
    { result: `${rs}.core.Response.{ok,status,seeOther,temporaryRedirect}()`, is: 'jaxrs.ResponseBuilder()' },
    { result: 'jaxrs.ResponseBuilder().{type,header,status,entity}()', is: 'jaxrs.ResponseBuilder()' },
    { result: `${rs}.client.ClientBuilder.{newClient,newBuilder().build}()`, is: 'jaxrs.Client()' },
  ],
  sources: [
    { annotated: `${rs}.{QueryParam,FormParam,MatrixParam}`, what: 'a request parameter' },
    { annotated: `${rs}.PathParam`, what: 'the request path' },
    { annotated: `${rs}.HeaderParam`, what: 'a request header' },
    { annotated: `${rs}.CookieParam`, what: 'a cookie' },
    { annotated: `${rs}.BeanParam`, what: 'the request' },
    { annotated: 'org.glassfish.jersey.media.multipart.FormDataParam', what: 'an uploaded file' },
    { decorated: `${rs}.{POST,PUT,PATCH}`, what: 'the request body' },
    {
      call: `${rs}.core.UriInfo().{getQueryParameters,getPathParameters,getPath,getRequestUri,getAbsolutePath,getPathSegments}`,
      what: 'the request path',
    },
    {
      call: `${rs}.core.HttpHeaders().{getRequestHeader,getRequestHeaders,getHeaderString,getCookies}`,
      what: 'a request header',
    },
    {
      call: 'org.glassfish.jersey.media.multipart.FormDataContentDisposition().getFileName',
      what: 'the name of an uploaded file',
    },
  ],
  sinks: [
    {
      class: 'open-redirect',
      call: `${rs}.core.Response.{seeOther,temporaryRedirect}`,
      args: [0],
      part: 'start',
    },
    { class: 'xss', call: `${rs}.core.Response.ok`, args: [0], when: { arg: 1, is: ['text/html'] } },
    { class: 'xss', call: 'jaxrs.ResponseBuilder().entity', args: [0], when: { arg: 0, shape: 'built' } },
    { class: 'header-injection', call: 'jaxrs.ResponseBuilder().header', args: [1] },
    { class: 'ssrf', call: 'jaxrs.Client().target', args: [0], part: 'start' },
  ],
  examples: [
    {
      class: 'open-redirect',
      bad: `import java.net.URI;
import javax.ws.rs.*;
import javax.ws.rs.core.Response;
@Path("/leave")
public class Leave {
  @GET
  public Response leave(@QueryParam("to") String to) {
    return Response.seeOther(URI.create(to)).build(); // FLAW
  }
}`,
      good: `import java.net.URI;
import javax.ws.rs.*;
import javax.ws.rs.core.Response;
@Path("/leave")
public class Leave {
  @GET
  public Response leave(@QueryParam("to") String to) {
    return Response.seeOther(URI.create("/search?q=" + to)).build();
  }
}`,
    },
  ],
};
