import type { Framework } from '../../rule.ts';

const secrets =
  '{token,secret,password,passwd,otp,nonce,salt,session_id,sessionid,csrf,api_key,apikey,pin,verification_code,reset_code}';

/** https://docs.python.org/3/library/random.html (its warning): the Mersenne Twister can be predicted from its output. */
export const random: Framework = {
  id: 'random',
  title: 'Random numbers',
  description: 'Numbers of the random module and NumPy where a secret is needed.',
  languages: ['python'],
  sources: [
    {
      call: 'random.{random,randint,randrange,choice,choices,sample,shuffle,uniform,triangular,getrandbits,randbytes,betavariate,expovariate,gammavariate,gauss,lognormvariate,normalvariate,vonmisesvariate,paretovariate,weibullvariate,binomialvariate}',
      what: 'a predictable number',
      for: ['weak-random'],
    },
    { call: 'random.Random().*', what: 'a predictable number', for: ['weak-random'] },
    {
      call: 'numpy.random.{rand,randint,random,choice,bytes,random_sample}',
      what: 'a predictable number',
      for: ['weak-random'],
    },
    { call: 'uuid.uuid1', what: 'an identifier made of time and address', for: ['weak-random'] },
  ],
  sinks: [
    { class: 'weak-random', assign: `**.${secrets}`, args: [0] },
    {
      class: 'weak-random',
      assign: '**.{*_token,*_secret,*_password,*_nonce,*_salt,*_otp,token_*,csrf_*}',
      args: [0],
    },
    { class: 'weak-random', assign: '**.*session*[]', args: [0, 'key'] },
    { class: 'weak-random', call: '**.set_cookie', args: [1, 'value'] },
    { class: 'weak-random', call: '{hmac.new,hashlib.{pbkdf2_hmac,scrypt},jwt.encode}', args: ['all'] },
    { class: 'weak-random', call: '{Crypto,Cryptodome}.Cipher.*.new', args: ['all'] },
  ],
  sanitizers: [{ call: '{secrets.*,os.urandom,random.SystemRandom().*}', for: ['*'] }],
  examples: [
    {
      class: 'weak-random',
      bad: 'import random\ndef f():\n    token = str(random.random())  # FLAW\n    return token\n',
      good: 'import random, secrets\ndef f():\n    token = secrets.token_hex(16)\n    colour = random.choice(["red", "blue"])\n    return token, colour\n',
    },
  ],
};
