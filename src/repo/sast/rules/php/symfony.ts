import type { Framework } from '../../rule.ts';
import { built } from '../built.ts';
import { controller } from './page.ts';

const request = 'Symfony.Component.HttpFoundation.Request()';
const base = '**.AbstractController()';
const uses = [
  'Symfony\\Bundle\\FrameworkBundle\\Controller\\AbstractController',
  'Symfony\\Component\\HttpFoundation\\Request',
  'Symfony\\Component\\HttpFoundation\\Response',
];

const action = (body: string): string =>
  controller(uses, `public function show(Request $request, $em)\n{\n${body}\n}`, 'AbstractController');

/** Symfony, Doctrine and Twig (https://symfony.com/doc). */
export const symfony: Framework = {
  id: 'symfony',
  title: 'Symfony',
  description: 'Requests and responses of Symfony, queries of Doctrine, templates of Twig.',
  languages: ['php'],
  types: [{ result: 'Symfony.Component.HttpFoundation.Request.createFromGlobals()', is: request }],
  sources: [
    { name: `${request}.{query,request,cookies,headers,files,server,attributes}`, what: 'the request' },
    {
      call: `${request}.{get,getContent,toArray,getPathInfo,getRequestUri,getUri,getQueryString,getHost}`,
      what: 'the request',
    },
    { decorated: 'Symfony.Component.Routing.{Annotation,Attribute}.Route', what: 'path parameters' },
  ],
  sinks: [
    { class: 'sql-injection', call: '**.getConnection().{prepare,query,exec,fetchAll}', args: [0] },
    { class: 'open-redirect', call: `${base}.redirect`, args: [0], part: 'start' },
    {
      class: 'open-redirect',
      call: 'Symfony.Component.HttpFoundation.RedirectResponse',
      args: [0],
      part: 'start',
    },
    { class: 'xss', call: 'Symfony.Component.HttpFoundation.Response', args: [0] },
    { class: 'path-traversal', call: 'Symfony.Component.HttpFoundation.BinaryFileResponse', args: [0] },
    { class: 'path-traversal', call: `${base}.file`, args: [0] },
    { class: 'template-injection', call: `${base}.render{,View,Form}`, args: [0], part: 'start' },
    { class: 'template-injection', call: '{Twig.Environment(),**.twig}.createTemplate', args: [0] },
    {
      class: 'sql-injection',
      call: '**.{createQuery,createNativeQuery,executeQuery,executeStatement,executeUpdate,fetchAllAssociative,fetchAssociative,fetchOne}',
      args: [0],
    },
    {
      class: 'sql-injection',
      call: '**.createQueryBuilder().**.{where,andWhere,orWhere,having,andHaving,orderBy,groupBy,select}',
      args: [0],
    },
    {
      class: 'sql-injection',
      call: 'Doctrine.**.QueryBuilder().**.{where,andWhere,orWhere,having,andHaving,orderBy,groupBy,select}',
      args: [0],
    },
  ],
  matches: [
    {
      class: 'csrf-disabled',
      call: '**.{createForm,setDefaults,create,createNamed,prependExtensionConfig,loadFromExtension}',
      when: { any: [0, 1, 2, 3].map((at) => ({ arg: `${at}.csrf_protection`, is: [false] }) as const) },
    },
    { class: 'escaping-disabled', call: 'Twig.Environment', when: { arg: '1.autoescape', is: [false] } },
    { class: 'unsafe-query', call: '**.{createQuery,createNativeQuery}', when: built(0) },
    {
      class: 'unsafe-query',
      call: '**.createQueryBuilder().**.{where,andWhere,orWhere,having}',
      when: built(0),
    },
    {
      class: 'cors-misconfiguration',
      call: '**.headers.set',
      when: {
        all: [
          { arg: 0, matches: /^\s*access-control-allow-origin\s*$/i },
          { arg: 1, is: ['*'] },
        ],
      },
    },
    {
      class: 'cors-misconfiguration',
      call: 'Symfony.Component.HttpFoundation.{Response,JsonResponse}',
      when: {
        any: ['2.Access-Control-Allow-Origin', '2.access-control-allow-origin'].map(
          (arg) => ({ arg, is: ['*'] }) as const,
        ),
      },
    },
  ],
  examples: [
    {
      class: 'open-redirect',
      bad: action('    return $this->redirect($request->query->get("next")); // FLAW'),
      good: action('    return $this->redirectToRoute("home");'),
    },
    {
      class: 'xss',
      bad: action('    return new Response("<p>" . $request->get("q") . "</p>"); // FLAW'),
      good: action('    return new Response("<p>" . htmlspecialchars($request->get("q")) . "</p>");'),
    },
    {
      class: 'sql-injection',
      bad: action(
        '    $em->createQuery("SELECT u FROM User u WHERE u.name = \'" . $request->get("n") . "\'"); // FLAW',
      ),
      good: action(
        '    $em->createQuery("SELECT u FROM User u WHERE u.name = ?1")->setParameter(1, $request->get("n"));',
      ),
    },
  ],
};
