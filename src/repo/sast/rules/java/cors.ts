import type { Framework } from '../../rule.ts';

/** Access-Control-Allow-Origin by hand: https://fetch.spec.whatwg.org/#http-cors-protocol */
export const cors: Framework = {
  id: 'cors',
  title: 'Java CORS headers',
  description: 'Access-Control-Allow-Origin by hand.',
  languages: ['java'],
  matches: [
    {
      class: 'cors-misconfiguration',
      call: '**.{setHeader,addHeader,header,set,add}',
      when: {
        all: [
          { arg: 0, matches: /^access-control-allow-origin$/i },
          { arg: 1, is: ['*'] },
        ],
      },
    },
  ],
  sinks: [
    {
      class: 'cors-misconfiguration',
      call: '{javax,jakarta}.servlet.http.HttpServletResponse().{setHeader,addHeader}',
      args: [1],
      when: { arg: 0, matches: /^access-control-allow-origin$/i },
    },
  ],
  examples: [
    {
      class: 'cors-misconfiguration',
      bad: `import javax.servlet.http.HttpServletResponse;
class Open {
  void allow(HttpServletResponse response) {
    response.setHeader("Access-Control-Allow-Origin", "*"); // FLAW
  }
}`,
      good: `import javax.servlet.http.HttpServletResponse;
class Open {
  void allow(HttpServletResponse response) {
    response.setHeader("Access-Control-Allow-Origin", "https://example.com");
  }
}`,
    },
  ],
};
