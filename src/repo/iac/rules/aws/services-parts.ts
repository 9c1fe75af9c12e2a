export const atRest = 'What the service keeps can be read by whoever gets at its storage.';

export const ownKey = 'With the provider’s key, access cannot be controlled or withdrawn by key policy.';

export const onWire = 'Whoever is on the way can read and change what is sent.';

export const noLogs = 'An intrusion leaves no trace that could be found afterwards.';
