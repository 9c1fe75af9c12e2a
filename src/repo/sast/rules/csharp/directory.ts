import type { Framework } from '../../rule.ts';

/** https://learn.microsoft.com/dotnet/api/system.directoryservices.directorysearcher.filter */
export const directory: Framework = {
  id: 'directory',
  title: '.NET directories (LDAP)',
  description: 'Filters and names of searches in directories.',
  languages: ['csharp'],
  sinks: [
    { class: 'ldap-injection', assign: 'System.DirectoryServices.DirectorySearcher().Filter' },
    { class: 'ldap-injection', call: 'System.DirectoryServices.DirectorySearcher', args: [0, 1, 'Filter'] },
    { class: 'ldap-injection', call: 'System.DirectoryServices.DirectoryEntry', args: [0] },
    { class: 'ldap-injection', call: 'System.DirectoryServices.Protocols.SearchRequest', args: [0, 1] },
    { class: 'ldap-injection', call: 'Novell.Directory.Ldap.LdapConnection().Search', args: [0, 2] },
  ],
  sanitizers: [
    {
      call: '**.{LdapFilterEncode,LdapDistinguishedNameEncode,LdapEncode,EscapeLdapSearchFilter}',
      for: ['ldap-injection'],
    },
  ],
  examples: [
    {
      class: 'ldap-injection',
      bad: `using System.DirectoryServices;
using Microsoft.AspNetCore.Mvc;
public class PeopleController : Controller {
  public object Find(string uid) {
    var searcher = new DirectorySearcher();
    searcher.Filter = "(uid=" + uid + ")"; // FLAW
    return searcher.FindOne();
  }
}`,
      good: `using System.DirectoryServices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Security.Application;
public class PeopleController : Controller {
  public object Find(string uid) {
    var searcher = new DirectorySearcher();
    searcher.Filter = "(uid=" + Encoder.LdapFilterEncode(uid) + ")";
    return searcher.FindOne();
  }
}`,
    },
  ],
};
