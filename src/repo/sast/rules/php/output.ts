import type { Framework } from '../../rule.ts';
import { page } from './page.ts';

/** What is written to the page, and headers that go with it. */
export const output: Framework = {
  id: 'output',
  title: 'Output',
  description: 'Pages, headers and cookies that a PHP program answers with.',
  languages: ['php'],
  sinks: [
    { class: 'xss', call: '{echo,print,exit,die,print_r,vprintf,var_dump}', args: [0] },
    { class: 'xss', call: 'printf', args: ['all'] },
    { class: 'open-redirect', call: 'header', args: [0], part: 'start' },
    { class: 'email-injection', call: '{mail,mb_send_mail}', args: [3, 0] },
  ],
  sanitizers: [
    {
      call: '{htmlspecialchars,htmlentities,strip_tags,esc_html,esc_attr,esc_js,esc_textarea,wp_kses,wp_kses_post,sanitize_text_field,sanitize_email,sanitize_key,filter_xss,e,h}',
      for: ['xss'],
    },
    {
      call: '{json_encode,urlencode,rawurlencode,http_build_query,base64_encode,esc_url,esc_url_raw}',
      for: ['xss', 'header-injection'],
    },
    {
      call: '{urlencode,rawurlencode,http_build_query,base64_encode}',
      for: ['open-redirect', 'ssrf', 'path-traversal'],
    },
    { call: '**.purify', for: ['xss'] },
  ],
  matches: [
    {
      class: 'insecure-cookie',
      call: '{setcookie,setrawcookie}',
      when: {
        all: [
          { not: { arg: 1, is: ['', null, false] } },
          {
            any: [
              { arg: 2, missing: true },
              {
                all: [
                  { atLeast: 4 },
                  {
                    any: [
                      { arg: 5, missing: true },
                      { arg: 5, is: [false, 0] },
                      { arg: 6, missing: true },
                      { arg: 6, is: [false, 0] },
                    ],
                  },
                ],
              },
              {
                all: [
                  { arg: 2, shape: 'object' },
                  {
                    any: ['2.secure', '2.httponly'].flatMap((arg) => [
                      { arg, missing: true } as const,
                      { arg, is: [false, 0] },
                    ]),
                  },
                ],
              },
            ],
          },
        ],
      },
    },
    {
      class: 'cors-misconfiguration',
      call: 'header',
      when: { arg: 0, matches: /^access-control-allow-origin:\s*(?:\*|null)\s*$/i },
    },
    { class: 'debug-enabled', call: 'phpinfo', title: 'phpinfo shows the configuration' },
  ],
  examples: [
    {
      class: 'xss',
      bad: '<html>\n<b><?= $_GET["q"] ?></b> <!-- // FLAW -->\n<?php if ($a): ?>\n<?php echo $_POST["x"], "!"; // FLAW\n?>\n<?php endif ?>\n</html>\n',
      good: '<html>\n<b><?= htmlspecialchars($_GET["q"]) ?></b>\n<?php if ($a): ?>\n<?php echo (int) $_POST["x"] ?>\n<?php endif ?>\n</html>\n',
    },
    {
      class: 'open-redirect',
      bad: page('header("Location: " . $_GET["next"]); // FLAW'),
      good: page('header("Location: /items.php?id=" . $_GET["id"]);\nheader("Content-Type: text/plain");'),
    },
    {
      class: 'insecure-cookie',
      bad: page(
        'setcookie("session", $id); // FLAW\nsetcookie("session", $id, time() + 60, "/", "", false, true); // FLAW',
      ),
      good: page(
        'setcookie("session", $id, time() + 60, "/", "", true, true);\nsetcookie("session", $id, ["secure" => true, "httponly" => true]);\nsetcookie("session", "", 1);',
      ),
    },
    {
      class: 'cors-misconfiguration',
      bad: page('header("Access-Control-Allow-Origin: *"); // FLAW'),
      good: page('header("Access-Control-Allow-Origin: https://example.org");'),
    },
    { class: 'debug-enabled', bad: page('phpinfo(); // FLAW'), good: page('echo phpversion();') },
  ],
};
