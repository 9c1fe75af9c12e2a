import type { Framework } from '../../rule.ts';

const context =
  'javax.naming.{directory.DirContext,directory.InitialDirContext,ldap.LdapContext,ldap.InitialLdapContext,event.EventDirContext}()';

/** Directories: https://docs.oracle.com/javase/tutorial/jndi/ldap/ and JNDI lookups of names from outside. */
export const ldap: Framework = {
  id: 'ldap',
  title: 'JNDI and LDAP',
  description: 'Searches of directories, and JNDI lookups of names from outside.',
  languages: ['java'],
  sinks: [
    { class: 'ldap-injection', call: `${context}.search`, args: [0, 1] },
    {
      class: 'ldap-injection',
      call: 'com.unboundid.ldap.sdk.{LDAPConnection,SearchRequest}{,()}.search',
      args: [0, 2, 3],
    },
    {
      class: 'ldap-injection',
      call: 'org.springframework.ldap.core.{LdapTemplate,LdapOperations}().{search,searchForObject,searchForContext,lookup,authenticate,list,find}',
      args: [0, 1],
    },
    {
      class: 'ldap-injection',
      call: 'org.apache.directory.ldap.client.api.LdapConnection().search',
      args: [0, 1],
    },
    {
      class: 'code-injection',
      call: 'javax.naming.{Context,InitialContext,directory.InitialDirContext}().{lookup,doLookup}',
      args: [0],
    },
    { class: 'code-injection', call: 'javax.naming.InitialContext.doLookup', args: [0] },
    { class: 'code-injection', call: 'org.springframework.jndi.JndiTemplate().lookup', args: [0] },
  ],
  sanitizers: [
    { call: 'org.owasp.esapi.ESAPI.encoder().{encodeForLDAP,encodeForDN}', for: ['ldap-injection'] },
    {
      call: 'org.springframework.ldap.support.LdapEncoder.{filterEncode,nameEncode}',
      for: ['ldap-injection'],
    },
    { call: 'com.unboundid.ldap.sdk.Filter.{encodeValue,createEqualityFilter}', for: ['ldap-injection'] },
  ],
  examples: [
    {
      class: 'ldap-injection',
      bad: `import javax.naming.directory.*;
import javax.servlet.http.HttpServletRequest;
class Directory {
  Object find(DirContext context, HttpServletRequest request) throws Exception {
    String filter = "(uid=" + request.getParameter("uid") + ")";
    return context.search("ou=people", filter, new SearchControls()); // FLAW
  }
}`,
      good: `import javax.naming.directory.*;
import javax.servlet.http.HttpServletRequest;
class Directory {
  Object find(DirContext context, HttpServletRequest request) throws Exception {
    Object[] values = { request.getParameter("uid") };
    return context.search("ou=people", "(uid={0})", values, new SearchControls());
  }
}`,
    },
  ],
};
