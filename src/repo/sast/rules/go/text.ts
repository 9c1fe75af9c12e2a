import type { Framework } from '../../rule.ts';
import { handler } from './handler.ts';

/** What becomes of text: numbers, sizes and hashes are no text of others any more. */
export const text: Framework = {
  id: 'text',
  title: 'Text',
  description: 'Conversions that leave nothing of untrusted text.',
  languages: ['go'],
  sanitizers: [
    { call: 'strconv.{Atoi,ParseInt,ParseUint,ParseFloat,ParseBool,Itoa,FormatInt}', for: ['*'] },
    { call: '{len,cap,int,int64,int32,uint,uint64,float64,bool}', for: ['*'] },
    {
      call: '{github.com/google/uuid,github.com/gofrs/uuid,github.com/satori/go.uuid}.{Parse,FromString,MustParse}',
      for: ['*'],
    },
    { call: 'time.{Parse,ParseDuration,ParseInLocation}', for: ['*'] },
    { call: 'net.{ParseIP,ParseCIDR}', for: ['*'] },
    {
      call: '{crypto/**.{Sum,Sum224,Sum256,Sum384,Sum512},encoding/hex.{EncodeToString,DecodeString}}',
      for: ['*'],
    },
    { call: 'strings.{Contains,HasPrefix,HasSuffix,EqualFold,Index,Count,Compare}', for: ['*'] },
    { call: 'golang.org/x/crypto/bcrypt.{GenerateFromPassword,CompareHashAndPassword}', for: ['*'] },
    { call: 'github.com/microcosm-cc/bluemonday.**.{Sanitize,SanitizeBytes,SanitizeReader}', for: ['xss'] },
    { call: 'regexp.{MatchString,MustCompile().MatchString,Compile().MatchString}', for: ['*'], guard: 0 },
  ],
  propagators: [
    {
      call: '{encoding/json,encoding/xml,gopkg.in/yaml,github.com/goccy/go-json}.Unmarshal',
      from: [0],
      to: 1,
    },
    { call: '**.NewDecoder().Decode', from: ['this'], to: 0 },
    { call: 'copy', from: [1], to: 0 },
    {
      call: '{strings.Builder(),bytes.Buffer(),bytes.NewBufferString()}.{WriteString,Write,WriteByte,WriteRune}',
      from: [0],
      to: 'this',
    },
    { call: 'fmt.{Fprintf,Fprint,Fprintln}', from: ['all'], to: 0 },
    { call: 'io.{Copy,WriteString}', from: [1], to: 0 },
    { call: 'github.com/gorilla/schema.**.Decode', from: [1], to: 0 },
  ],
  examples: [
    {
      class: 'xss',
      bad: handler(
        ['encoding/json', 'fmt'],
        'var input struct{ Name string }\njson.NewDecoder(r.Body).Decode(&input)\nfmt.Fprintf(w, "<p>%s</p>", input.Name) // FLAW',
      ),
      good: handler(
        ['strconv', 'fmt'],
        'n, err := strconv.Atoi(r.FormValue("n"))\nif err != nil {\n\treturn\n}\nfmt.Fprintf(w, "<p>%v</p>", n)',
      ),
    },
    {
      class: 'xss',
      bad: handler(
        ['strings', 'fmt'],
        'var b strings.Builder\nb.WriteString(r.FormValue("q"))\nfmt.Fprint(w, b.String()) // FLAW',
      ),
      good: handler(
        ['strings', 'fmt'],
        'var b strings.Builder\nb.WriteString("none")\nfmt.Fprint(w, b.String())',
      ),
    },
  ],
};
