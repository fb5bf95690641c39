/** Which inputs moved a score: exact Shapley values of tree ensembles, occlusion for the rest. */
package io.millrace.inference.explain;
