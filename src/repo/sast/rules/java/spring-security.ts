import type { Framework } from '../../rule.ts';

/** Spring Security: https://docs.spring.io/spring-security/reference/servlet/exploits/csrf.html */
export const springSecurity: Framework = {
  id: 'spring-security',
  title: 'Spring Security and CORS',
  description: 'Protection against CSRF, response headers and CORS in Spring.',
  languages: ['java'],
  modules: ['org.springframework'],
  matches: [
    {
      class: 'csrf-disabled',
      call: '**.{csrf().disable,csrf.disable,CsrfConfigurer().disable,CsrfSpec().disable}',
    },
    {
      class: 'csrf-disabled',
      call: '**.csrf',
      when: { arg: 0, named: '**.{AbstractHttpConfigurer,CsrfConfigurer,CsrfSpec}.disable' },
    },
    {
      class: 'csp-misconfiguration',
      call: '**.{headers().disable,frameOptions().disable,xssProtection().disable,contentTypeOptions().disable}',
    },
    {
      class: 'cors-misconfiguration',
      call: 'org.springframework.web.bind.annotation.CrossOrigin',
      when: {
        any: [
          { arg: 0, is: ['*'] },
          { arg: 'origins', is: ['*'] },
          { arg: 'origins[0]', is: ['*'] },
          { arg: 'value', is: ['*'] },
        ],
      },
    },
    {
      class: 'cors-misconfiguration',
      call: 'org.springframework.web.cors.CorsConfiguration().{addAllowedOrigin,addAllowedOriginPattern}',
      when: { arg: 0, is: ['*'] },
    },
    {
      class: 'cors-misconfiguration',
      call: '**.addMapping().**.{allowedOrigins,allowedOriginPatterns}',
      when: { arg: 0, is: ['*'] },
    },
  ],
  types: [{ handler: '**.csrf', arg: 0, params: ['org.springframework.security.CsrfConfigurer()'] }],
  examples: [
    {
      class: 'csrf-disabled',
      bad: `import org.springframework.security.config.annotation.web.builders.HttpSecurity;
class Config {
  void configure(HttpSecurity http) throws Exception {
    http.csrf().disable(); // FLAW
  }
}`,
      good: `import org.springframework.security.config.annotation.web.builders.HttpSecurity;
class Config {
  void configure(HttpSecurity http) throws Exception {
    http.csrf();
  }
}`,
    },
    {
      class: 'cors-misconfiguration',
      bad: `import org.springframework.web.bind.annotation.*;
@RestController
class Api {
  @CrossOrigin(origins = "*") // FLAW
  @GetMapping("/me")
  public Object me() { return null; }
}`,
      good: `import org.springframework.web.bind.annotation.*;
@RestController
class Api {
  @CrossOrigin(origins = "https://example.com")
  @GetMapping("/me")
  public Object me() { return null; }
}`,
    },
  ],
};
