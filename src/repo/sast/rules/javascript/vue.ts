import type { Framework } from '../../rule.ts';

/** Vue: addresses and markup (https://vuejs.org/guide/best-practices/security). */
export const vue: Framework = {
  id: 'vue',
  title: 'Vue',
  description: 'Templates, markup and the address of the page in Vue components.',
  languages: ['javascript', 'typescript'],
  sources: [
    {
      name: '{vue-router.useRoute(),this.$route,?route}.{query,params,hash,fullPath}',
      what: 'address of the page',
      for: ['xss', 'open-redirect', 'code-injection', 'template-injection'],
    },
  ],
  matches: [
    {
      class: 'escaping-disabled',
      call: '$markup',
      when: { arg: 0, shape: 'open' },
      title: 'A value is written as markup',
      severity: 'low',
    },
  ],
  sinks: [
    { class: 'xss', call: '$markup', args: [0] },
    { class: 'template-injection', call: '{vue.compile,?Vue.compile,vue.default.compile}', args: [0] },
    {
      class: 'template-injection',
      call: '{vue,vue.createApp,?Vue,vue.component,?Vue.component,vue.defineComponent}',
      args: ['*.template'],
    },
    {
      class: 'xss',
      call: '{vue.h,vue.createVNode,?h,?createElement}',
      args: ['*.innerHTML', '*.domProps.innerHTML'],
    },
    {
      class: 'open-redirect',
      call: '{vue-router.useRouter(),this.$router}.{push,replace}',
      args: [0],
      part: 'start',
      severity: 'low',
    },
  ],
  examples: [
    {
      class: 'template-injection',
      bad: `import { createApp } from 'vue';
import { useRoute } from 'vue-router';
const route = useRoute();
createApp({ template: '<p>' + route.query.text + '</p>' }).mount('#app'); // FLAW`,
      good: `import { createApp } from 'vue';
import { useRoute } from 'vue-router';
const route = useRoute();
createApp({ template: '<p>{{ text }}</p>', data: () => ({ text: route.query.text }) }).mount('#app');`,
    },
  ],
};
