package com.example.admin;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
public class RoleChangeRecorder {
    private final SecurityLog log;

    public RoleChangeRecorder(SecurityLog log) {
        this.log = log;
    }

    @EventListener
    public void on(RoleChanged change) {
        log.record(change.event(), change.actor(), change.user() + " " + change.role());
    }
}
