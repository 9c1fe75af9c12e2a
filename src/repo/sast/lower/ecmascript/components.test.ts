import { expect, test } from 'vitest';
import { scriptOf } from './components.ts';

test('lines of scripts stay where they are, the rest is blank', () => {
  const text =
    '<template>\n  <p>{{ a }}</p>\n</template>\n<script setup lang="ts">\nconst a = 1;\n</script>\n<style>p {}</style>';
  expect(scriptOf(text)).toBe('\n\n\n\nconst a = 1;\n\n');
});

test('markup without escaping is a call', () => {
  expect(scriptOf('<div v-html="item.text"></div>\n{@html body}')).toBe(
    '$markup(item.text);\n$markup(body);',
  );
  expect(scriptOf('<div v-html="a; b"></div>')).toBe('');
});

test('a script on one line, and two of them', () => {
  expect(scriptOf('<script>a();</script>\n<script context="module">b();\n</script>')).toBe('a();\nb();\n');
});
