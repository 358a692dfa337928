package dev.patchbay.wire;

/**
 * What a prompt is made of, counted without a tokenizer: an estimate of its tokens is made of it,
 * by one rule for typed requests and bytes. Immutable.
 *
 * @param narrow characters of Latin script, white space and signs
 * @param middle characters of other alphabets
 * @param wide ideographs, syllables and halves of surrogate pairs
 * @param pieces messages, tool calls and tools, which cost a little each
 * @param images pictures
 * @param smallImages pictures of low detail
 * @param pages pages of documents that are no text, by their bytes
 * @param sound tokens of sound, by its bytes
 */
public record PromptSize(
    long narrow,
    long middle,
    long wide,
    long pieces,
    long images,
    long smallImages,
    long pages,
    long sound) {}
