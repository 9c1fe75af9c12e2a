/** One framework that findings are mapped to: where it is published, and the titles of the entries in use. */
interface Framework {
  readonly title: string;
  readonly source: string;
  readonly entries: Readonly<Record<string, string>>;
}

/**
 * Titles of everything a finding refers to, by framework as in `references`, and of weaknesses (`cwe`). Titles of
 * ATLAS, CWE, OWASP, the AI Act and ISO/IEC 42001 are the publishers'; subcategories of the AI RMF are sentences
 * without a title and are put in short here. A test holds every id of a module against this list.
 */
export const frameworks = {
  owasp: {
    title: 'OWASP Top 10 for LLM Applications 2025',
    source: 'https://genai.owasp.org/llm-top-10/',
    entries: {
      'LLM01:2025': 'Prompt Injection',
      'LLM02:2025': 'Sensitive Information Disclosure',
      'LLM03:2025': 'Supply Chain',
      'LLM04:2025': 'Data and Model Poisoning',
      'LLM05:2025': 'Improper Output Handling',
      'LLM06:2025': 'Excessive Agency',
      'LLM07:2025': 'System Prompt Leakage',
      'LLM08:2025': 'Vector and Embedding Weaknesses',
      'LLM09:2025': 'Misinformation',
      'LLM10:2025': 'Unbounded Consumption',
    },
  },
  atlas: {
    title: 'MITRE ATLAS',
    source: 'https://atlas.mitre.org/ (data 5.6.0, May 2026)',
    entries: {
      'AML.T0010': 'AI Supply Chain Compromise',
      'AML.T0010.001': 'AI Supply Chain Compromise: AI Software',
      'AML.T0010.002': 'AI Supply Chain Compromise: Data',
      'AML.T0010.003': 'AI Supply Chain Compromise: Model',
      'AML.T0010.005': 'AI Supply Chain Compromise: AI Agent Tool',
      'AML.T0018': 'Manipulate AI Model',
      'AML.T0020': 'Poison Training Data',
      'AML.T0024': 'Exfiltration via AI Inference API',
      'AML.T0029': 'Denial of AI Service',
      'AML.T0034': 'Cost Harvesting',
      'AML.T0034.001': 'Cost Harvesting: Resource-Intensive Queries',
      'AML.T0048': 'External Harms',
      'AML.T0050': 'Command and Scripting Interpreter',
      'AML.T0051': 'LLM Prompt Injection',
      'AML.T0051.000': 'LLM Prompt Injection: Direct',
      'AML.T0051.001': 'LLM Prompt Injection: Indirect',
      'AML.T0053': 'AI Agent Tool Invocation',
      'AML.T0054': 'LLM Jailbreak',
      'AML.T0055': 'Unsecured Credentials',
      'AML.T0056': 'Extract LLM System Prompt',
      'AML.T0057': 'LLM Data Leakage',
      'AML.T0060': 'Publish Hallucinated Entities',
      'AML.T0062': 'Discover LLM Hallucinations',
      'AML.T0066': 'Retrieval Content Crafting',
      'AML.T0067': 'LLM Trusted Output Components Manipulation',
      'AML.T0069.002': 'Discover LLM System Information: System Prompt',
      'AML.T0070': 'RAG Poisoning',
      'AML.T0071': 'False RAG Entry Injection',
      'AML.T0077': 'LLM Response Rendering',
      'AML.T0080': 'AI Agent Context Poisoning',
      'AML.T0085.000': 'Data from AI Services: RAG Databases',
      'AML.T0086': 'Exfiltration via AI Agent Tool Invocation',
      'AML.T0099': 'AI Agent Tool Data Poisoning',
      'AML.T0101': 'Data Destruction via AI Agent Tool Invocation',
      'AML.T0109': 'AI Supply Chain Rug Pull',
      'AML.T0110': 'AI Agent Tool Poisoning',
    },
  },
  nistAiRmf: {
    title: 'NIST AI Risk Management Framework 1.0',
    source: 'https://doi.org/10.6028/NIST.AI.100-1',
    entries: {
      'GOVERN 6.1': 'Policies for risks of third-party entities',
      'MAP 2.2': 'Knowledge limits of the system, and oversight of its output, are documented',
      'MAP 2.3': 'Scientific integrity and considerations of testing (TEVV) are documented',
      'MAP 3.5': 'Processes for human oversight are defined',
      'MAP 4.1': 'Legal and technology risks of components, third-party data and software are mapped',
      'MEASURE 2.4': 'Behaviour is monitored in production',
      'MEASURE 2.5': 'The system is shown to be valid and reliable',
      'MEASURE 2.6': 'The system is evaluated for safety risks',
      'MEASURE 2.7': 'Security and resilience are evaluated',
      'MEASURE 2.8': 'Risks of transparency and accountability are examined',
      'MEASURE 2.10': 'Privacy risk is examined',
      'MANAGE 2.4': 'Mechanisms to supersede, disengage or deactivate the system',
      'MANAGE 3.1': 'Risks and benefits of third-party resources are monitored',
      'MANAGE 3.2': 'Pre-trained models are monitored',
      'MANAGE 4.1': 'Post-deployment monitoring plans are implemented',
    },
  },
  euAiAct: {
    title: 'EU AI Act, Regulation (EU) 2024/1689',
    source: 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj',
    entries: {
      'Article 9': 'Risk management system',
      'Article 10': 'Data and data governance',
      'Article 13': 'Transparency and provision of information to deployers',
      'Article 14': 'Human oversight',
      'Article 15': 'Accuracy, robustness and cybersecurity',
      'Article 25': 'Responsibilities along the AI value chain',
      'Article 50': 'Transparency obligations for providers and deployers of certain AI systems',
      'Article 53': 'Obligations for providers of general-purpose AI models',
      'Article 55': 'Obligations of providers of general-purpose AI models with systemic risk',
    },
  },
  iso42001: {
    title: 'ISO/IEC 42001:2023, Annex A',
    source: 'https://www.iso.org/standard/42001',
    entries: {
      'A.4.4': 'Tooling resources',
      'A.4.5': 'System and computing resources',
      'A.5.4': 'Assessing AI system impact on individuals or groups of individuals',
      'A.6.2.4': 'AI system verification and validation',
      'A.6.2.5': 'AI system deployment',
      'A.6.2.6': 'AI system operation and monitoring',
      'A.6.2.8': 'AI system recording of event logs',
      'A.7.2': 'Data for development and enhancement of AI system',
      'A.7.3': 'Acquisition of data',
      'A.7.4': 'Quality of data for AI systems',
      'A.7.5': 'Data provenance',
      'A.7.6': 'Data preparation',
      'A.8.2': 'System documentation and information for users',
      'A.9.2': 'Processes for responsible use of AI systems',
      'A.9.3': 'Objectives for responsible use of AI system',
      'A.9.4': 'Intended use of the AI system',
      'A.10.2': 'Allocating responsibilities',
      'A.10.3': 'Suppliers',
    },
  },
  cwe: {
    title: 'Common Weakness Enumeration',
    source: 'https://cwe.mitre.org/',
    entries: {
      'CWE-22': "Improper Limitation of a Pathname to a Restricted Directory ('Path Traversal')",
      'CWE-78': "Improper Neutralization of Special Elements used in an OS Command ('OS Command Injection')",
      'CWE-79': "Improper Neutralization of Input During Web Page Generation ('Cross-site Scripting')",
      'CWE-89': "Improper Neutralization of Special Elements used in an SQL Command ('SQL Injection')",
      'CWE-90': "Improper Neutralization of Special Elements used in an LDAP Query ('LDAP Injection')",
      'CWE-93': "Improper Neutralization of CRLF Sequences ('CRLF Injection')",
      'CWE-94': "Improper Control of Generation of Code ('Code Injection')",
      'CWE-116': 'Improper Encoding or Escaping of Output',
      'CWE-150': 'Improper Neutralization of Escape, Meta, or Control Sequences',
      'CWE-200': 'Exposure of Sensitive Information to an Unauthorized Actor',
      'CWE-201': 'Insertion of Sensitive Information Into Sent Data',
      'CWE-269': 'Improper Privilege Management',
      'CWE-285': 'Improper Authorization',
      'CWE-306': 'Missing Authentication for Critical Function',
      'CWE-345': 'Insufficient Verification of Data Authenticity',
      'CWE-347': 'Improper Verification of Cryptographic Signature',
      'CWE-359': 'Exposure of Private Personal Information to an Unauthorized Actor',
      'CWE-400': 'Uncontrolled Resource Consumption',
      'CWE-440': 'Expected Behavior Violation',
      'CWE-441': "Unintended Proxy or Intermediary ('Confused Deputy')",
      'CWE-451': 'User Interface (UI) Misrepresentation of Critical Information',
      'CWE-488': 'Exposure of Data Element to Wrong Session',
      'CWE-494': 'Download of Code Without Integrity Check',
      'CWE-522': 'Insufficiently Protected Credentials',
      'CWE-601': "URL Redirection to Untrusted Site ('Open Redirect')",
      'CWE-611': 'Improper Restriction of XML External Entity Reference',
      'CWE-639': 'Authorization Bypass Through User-Controlled Key',
      'CWE-668': 'Exposure of Resource to Wrong Sphere',
      'CWE-674': 'Uncontrolled Recursion',
      'CWE-770': 'Allocation of Resources Without Limits or Throttling',
      'CWE-798': 'Use of Hard-coded Credentials',
      'CWE-829': 'Inclusion of Functionality from Untrusted Control Sphere',
      'CWE-835': "Loop with Unreachable Exit Condition ('Infinite Loop')",
      'CWE-841': 'Improper Enforcement of Behavioral Workflow',
      'CWE-862': 'Missing Authorization',
      'CWE-863': 'Incorrect Authorization',
      'CWE-918': 'Server-Side Request Forgery (SSRF)',
      'CWE-943': 'Improper Neutralization of Special Elements in Data Query Logic',
      'CWE-1236': 'Improper Neutralization of Formula Elements in a CSV File',
      'CWE-1336': 'Improper Neutralization of Special Elements Used in a Template Engine',
      'CWE-1357': 'Reliance on Insufficiently Trustworthy Component',
      'CWE-1426': 'Improper Validation of Generative AI Output',
      'CWE-1427': 'Improper Neutralization of Input Used for LLM Prompting',
    },
  },
} as const satisfies Record<string, Framework>;

const titles = new Map<string, string>(
  Object.values(frameworks).flatMap((framework) => Object.entries(framework.entries)),
);

/** The title of an id such as "AML.T0051" or "CWE-1427"; null for one that is not listed. */
export const titleOf = (id: string): string | null => titles.get(id) ?? null;

/** "AML.T0051 LLM Prompt Injection"; the id alone where it is not listed. */
export const named = (id: string): string => [id, titleOf(id) ?? ''].join(' ').trim();

/** Titles of everything a finding names, by id; unlisted ids are left out. */
export function titlesOf(
  references: Readonly<Record<string, readonly string[]>>,
  cwe: number | null,
): Record<string, string> {
  const ids = [...Object.values(references).flat(), ...(cwe === null ? [] : [`CWE-${cwe}`])];
  return Object.fromEntries(ids.flatMap((id) => (titles.has(id) ? [[id, titles.get(id)!]] : [])));
}
