import type { Framework } from '../../rule.ts';

/** Formats that name classes: https://cheatsheetseries.owasp.org/cheatsheets/Deserialization_Cheat_Sheet.html */
export const deserialization: Framework = {
  id: 'deserialization',
  title: 'Java deserialization',
  description: 'Formats that can name classes.',
  languages: ['java'],
  sinks: [
    { class: 'insecure-deserialization', call: 'java.io.ObjectInputStream', args: [0] },
    {
      class: 'insecure-deserialization',
      call: 'java.io.ObjectInputStream().{readObject,readUnshared}',
      args: ['this'],
    },
    { class: 'insecure-deserialization', call: 'java.beans.XMLDecoder', args: [0] },
    {
      class: 'insecure-deserialization',
      call: 'com.thoughtworks.xstream.XStream().{fromXML,unmarshal}',
      args: [0],
    },
    {
      class: 'insecure-deserialization',
      call: 'org.yaml.snakeyaml.Yaml().{load,loadAll,loadAs}',
      args: [0],
    },
    {
      class: 'insecure-deserialization',
      call: 'com.esotericsoftware.kryo.Kryo().{readClassAndObject,readObject}',
      args: [0],
    },
    {
      class: 'insecure-deserialization',
      call: 'com.caucho.{hessian,burlap}.io.{HessianInput,Hessian2Input,BurlapInput}',
      args: [0],
    },
    {
      class: 'insecure-deserialization',
      call: 'org.apache.commons.lang{,3}.SerializationUtils.deserialize',
      args: [0],
    },
    {
      class: 'insecure-deserialization',
      call: 'org.springframework.util.SerializationUtils.deserialize',
      args: [0],
    },
    { class: 'insecure-deserialization', call: 'com.alibaba.fastjson.JSON.{parse,parseObject}', args: [0] },
    { class: 'insecure-deserialization', call: 'com.cedarsoftware.util.io.JsonReader.jsonToJava', args: [0] },
    { class: 'insecure-deserialization', call: 'org.jvnet.hudson.XStream2().fromXML', args: [0] },
  ],
  types: [{ result: 'org.yaml.snakeyaml.constructor.SafeConstructor()', is: 'snakeyaml.Safe()' }],
  matches: [
    { class: 'unsafe-format', call: '{javax,jakarta}.jms.ObjectMessage().getObject' },
    { class: 'unsafe-format', call: 'java.beans.XMLDecoder().readObject' },
    {
      class: 'unsafe-format',
      call: 'com.fasterxml.jackson.databind.ObjectMapper().activateDefaultTyping',
      when: { arg: 0, named: '**.LaissezFaireSubTypeValidator.instance' },
      title: 'Default typing of Jackson is on',
    },
    {
      class: 'unsafe-format',
      call: 'com.fasterxml.jackson.databind.ObjectMapper().enableDefaultTyping',
      title: 'Default typing of Jackson is on',
    },
    {
      class: 'unsafe-format',
      call: 'com.fasterxml.jackson.annotation.JsonTypeInfo',
      when: { arg: 'use', named: '**.{CLASS,MINIMAL_CLASS}' },
      title: 'JSON may name classes',
    },
    { class: 'unsafe-format', call: 'java.io.ObjectInputStream', when: { arg: 0, shape: 'open' } },
    {
      class: 'unsafe-format',
      call: 'org.yaml.snakeyaml.Yaml',
      when: { arg: 0, missing: true },
      title: 'YAML may name classes',
    },
  ],
  examples: [
    {
      class: 'insecure-deserialization',
      bad: `import java.io.*;
import javax.servlet.http.HttpServletRequest;
class Session {
  Object read(HttpServletRequest request) throws Exception {
    ObjectInputStream in = new ObjectInputStream(request.getInputStream()); // FLAW
    return in;
  }
}`,
      good: `import java.io.*;
import com.fasterxml.jackson.databind.ObjectMapper;
import javax.servlet.http.HttpServletRequest;
class Session {
  Object read(HttpServletRequest request) throws Exception {
    return new ObjectMapper().readValue(request.getInputStream(), Session.class);
  }
}`,
    },
    {
      class: 'unsafe-format',
      bad: `import com.fasterxml.jackson.databind.ObjectMapper;
class Json {
  ObjectMapper make() {
    ObjectMapper mapper = new ObjectMapper();
    mapper.enableDefaultTyping(); // FLAW
    return mapper;
  }
}`,
      good: `import com.fasterxml.jackson.databind.ObjectMapper;
class Json {
  ObjectMapper make() {
    return new ObjectMapper();
  }
}`,
    },
  ],
};
