package com.example.admin;

/** Append-only; the on-call rotation is alerted by what stands here. */
public interface SecurityLog {
    void record(String event, String actor, String detail);
}
