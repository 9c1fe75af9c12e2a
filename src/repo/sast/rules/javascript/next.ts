import type { Framework } from '../../rule.ts';
import { structured } from './shapes.ts';

/** Next.js: API routes, route handlers, server-side properties (https://nextjs.org/docs). */
export const next: Framework = {
  id: 'next',
  title: 'Next.js',
  description: 'API routes, route handlers and pages of Next.js; requests of the fetch standard.',
  languages: ['javascript', 'typescript'],
  types: [
    { handler: 'next.NextApiHandler()', arg: 'all', params: ['express.Request()', 'express.Response()'] },
    { result: 'next.NextApiRequest()', is: 'express.Request()' },
    { result: 'next.NextApiResponse()', is: 'express.Response()' },
    { result: 'next.GetServerSidePropsContext()', is: 'next.PageContext()' },
    { result: 'next.PageContext().req', is: 'express.Request()' },
    { result: 'next.PageContext().res', is: 'express.Response()' },
    { result: '{?Request,Request}()', is: 'fetch.Request()' },
    { result: 'next/server.NextRequest()', is: 'fetch.Request()' },
    {
      exported: '{GET,POST,PUT,PATCH,DELETE}',
      path: /(?:^|\/)(?:route|\+server)\.[cm]?[jt]sx?$/,
      params: ['fetch.Request()', 'next.RouteContext()'],
    },
    { exported: '{getServerSideProps,getInitialProps}', path: /./, params: ['next.PageContext()'] },
  ],
  sources: [
    { name: 'fetch.Request().{url,headers,cookies,nextUrl}', what: 'request', notFor: ['nosql-injection'] },
    { call: 'fetch.Request().{json,formData}', what: 'request body' },
    { call: 'fetch.Request().{text,arrayBuffer,blob}', what: 'request body', notFor: ['nosql-injection'] },
    { name: 'next.RouteContext().params', what: 'path parameters', notFor: ['nosql-injection'] },
    { name: 'next.PageContext().query', what: 'query string' },
    { name: 'next.PageContext().params', what: 'path parameters', notFor: ['nosql-injection'] },
    { call: 'next/headers.{cookies,headers}', what: 'request headers', notFor: ['nosql-injection'] },
    { name: 'next/router.useRouter().{query,asPath}', what: 'address of the page' },
    { call: 'next/navigation.{useSearchParams,useParams}', what: 'address of the page' },
    { call: '{react-router,react-router-dom}.{useParams,useSearchParams}', what: 'address of the page' },
    { name: '{react-router,react-router-dom}.useLocation().{search,hash}', what: 'address of the page' },
  ],
  sinks: [
    { class: 'open-redirect', call: 'next/server.NextResponse.{redirect,rewrite}', args: [0], part: 'start' },
    { class: 'open-redirect', call: 'Response.redirect', args: [0], part: 'start' },
    {
      class: 'open-redirect',
      call: 'next/navigation.{redirect,permanentRedirect}',
      args: [0],
      part: 'start',
    },
    { class: 'open-redirect', call: 'next/router.useRouter().{push,replace}', args: [0], part: 'start' },
    { class: 'open-redirect', call: 'next/navigation.useRouter().{push,replace}', args: [0], part: 'start' },
    {
      class: 'xss',
      call: '{Response,next/server.NextResponse}',
      args: [0],
      unless: structured,
      when: {
        any: [
          { arg: '*.headers.Content-Type', matches: /html/i },
          { arg: '*.headers.content-type', matches: /html/i },
        ],
      },
    },
  ],
  examples: [
    {
      class: 'open-redirect',
      language: 'typescript',
      bad: `import { NextRequest, NextResponse } from 'next/server';
export function middleware(request: NextRequest) {
  return NextResponse.redirect(request.nextUrl.searchParams.get('to')); // FLAW
}`,
      good: `import { NextRequest, NextResponse } from 'next/server';
export function middleware(request: NextRequest) {
  return NextResponse.redirect('https://app.example/login');
}`,
    },
    {
      class: 'xss',
      language: 'typescript',
      bad: `import type { NextApiRequest, NextApiResponse } from 'next';
export default function handler(incoming: NextApiRequest, outgoing: NextApiResponse) {
  outgoing.status(200).send('<p>' + incoming.query.name + '</p>'); // FLAW
}`,
      good: `import type { NextApiRequest, NextApiResponse } from 'next';
export default function handler(incoming: NextApiRequest, outgoing: NextApiResponse) {
  outgoing.status(200).json({ name: incoming.query.name });
}`,
    },
  ],
};
