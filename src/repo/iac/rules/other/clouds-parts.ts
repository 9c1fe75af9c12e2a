export const reached = 'Whatever listens there can be reached and attacked by everyone.';

export const described = 'Nobody can tell later what it is for.';

export const onWire = 'Whoever is on the way can read and change what is sent.';
