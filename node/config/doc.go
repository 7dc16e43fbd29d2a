// Package config is what an operator writes: the node's configuration, its network file and the small files of the data
// directory, read strictly and turned into the values of package market.
//
// It knows keys, units, defaults and where each value came from (flag, environment, file or default). It refuses to guess: an
// unknown key, a sum without its unit or a secret that others can read is an error that names the line and the remedy. It opens
// no socket, no store and no keystore, and it holds no secret: it names the variable or the file that does.
package config
