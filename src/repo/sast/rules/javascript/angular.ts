import type { Framework } from '../../rule.ts';
import { structured } from './shapes.ts';

const trust =
  '{bypassSecurityTrustHtml,bypassSecurityTrustScript,bypassSecurityTrustStyle,bypassSecurityTrustUrl,bypassSecurityTrustResourceUrl}';

/** Angular and AngularJS: values marked as safe (https://angular.dev/best-practices/security). */
export const angular: Framework = {
  id: 'angular',
  title: 'Angular',
  description: 'Values that are marked as safe, and escaping that is switched off, in Angular and AngularJS.',
  languages: ['javascript', 'typescript'],
  sources: [
    {
      name: '@angular/router.ActivatedRoute().**.{queryParams,params,fragment,queryParamMap,paramMap}',
      what: 'address of the page',
    },
    { name: '{?$routeParams,?$stateParams}', what: 'address of the page' },
    { call: '?$location.{search,hash,url,path,absUrl}', what: 'address of the page' },
  ],
  sanitizers: [
    { call: '{?$sanitize,$sanitize,@angular/core.**.sanitize,**.sanitizer.sanitize}', for: ['xss'] },
  ],
  sinks: [
    { class: 'xss', call: `**.${trust}`, args: [0] },
    {
      class: 'xss',
      call: '?$sce.{trustAs,trustAsHtml,trustAsJs,trustAsUrl,trustAsResourceUrl,trustAsCss}',
      args: ['all'],
    },
    {
      class: 'xss',
      call: '{angular,?angular}.element().{html,append,prepend,after,before,replaceWith,wrap}',
      args: [0],
    },
    { class: 'xss', call: '{angular,?angular}.element', args: [0], part: 'start' },
    {
      class: 'xss',
      call: '@angular/core.{Renderer2,ElementRef}().setProperty',
      args: [2],
      when: { arg: 1, matches: /^(?:inner|outer)HTML$/ },
    },
    { class: 'code-injection', call: '{?$compile,?$parse,?$interpolate}', args: [0] },
    {
      class: 'code-injection',
      call: '{?$scope,?$rootScope,?scope}.{$eval,$evalAsync,$watch}',
      args: [0],
      unless: structured,
    },
  ],
  matches: [
    {
      class: 'escaping-disabled',
      call: `**.${trust}`,
      when: { all: [{ not: { arg: 0, constant: true } }, { not: { arg: 0, named: '**.sanitize()' } }] },
      title: 'A value is marked as safe markup',
      severity: 'low',
    },
    {
      class: 'escaping-disabled',
      call: '?$sce.{trustAs,trustAsHtml,trustAsJs,trustAsUrl,trustAsResourceUrl,trustAsCss}',
      when: { all: [{ not: { arg: 0, constant: true } }, { not: { arg: 1, constant: true } }] },
      title: 'A value is marked as safe markup',
      severity: 'low',
    },
    { class: 'escaping-disabled', call: '?$sceProvider.enabled', when: { arg: 0, is: [false] } },
    {
      class: 'escaping-disabled',
      call: '?$translateProvider.useSanitizeValueStrategy',
      when: { arg: 0, is: [null, 'escapeParameters'] },
    },
    {
      class: 'escaping-disabled',
      call: '{?$sceDelegateProvider,$sceDelegateProvider}.{resourceUrlWhitelist,trustedResourceUrlList}',
      when: { arg: 0, has: /^\*+$|^(?:\w+:)?\/\/\*/ },
      title: 'Resources of every site are trusted',
    },
  ],
  examples: [
    {
      class: 'escaping-disabled',
      language: 'typescript',
      bad: `import { Component } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
@Component({ selector: 'app-note', template: '' })
export class Note {
  constructor(private sanitizer: DomSanitizer) {}
  show(text: string) {
    return this.sanitizer.bypassSecurityTrustHtml(text); // FLAW
  }
}`,
      good: `import { Component, SecurityContext } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
@Component({ selector: 'app-note', template: '' })
export class Note {
  constructor(private sanitizer: DomSanitizer) {}
  show(text: string) {
    return this.sanitizer.sanitize(SecurityContext.HTML, text);
  }
  icon() {
    return this.sanitizer.bypassSecurityTrustHtml('<i></i>');
  }
}`,
    },
  ],
};
